cidrs = ["0.0.0.0/0"]
ports = {}
