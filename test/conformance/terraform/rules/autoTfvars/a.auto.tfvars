cidrs = ["198.51.100.0/24"]
ports = { https = 443, postgres = 5432 }
