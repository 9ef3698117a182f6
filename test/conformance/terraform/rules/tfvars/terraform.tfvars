cidrs = [
  "10.0.1.0/24",
  "10.0.2.0/24",
]
ports = { https = 443, postgres = 5432 }
