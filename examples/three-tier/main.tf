# From the internet over the load balancer to the service, and from there to the database and the cache.

module "network" {
  source = "./modules/network"

  name               = var.name
  cidr_block         = var.cidr_block
  availability_zones = var.availability_zones
  container_port     = var.container_port
}

module "alb" {
  source = "./modules/alb"

  name                       = var.name
  vpc_id                     = module.network.vpc_id
  subnet_ids                 = module.network.subnet_ids["public"]
  certificate_arn            = var.certificate_arn
  target_port                = var.container_port
  target_security_group_id   = module.service.security_group_id
  target_health_check_path   = "/health"
  client_ipv4_cidr_blocks    = ["0.0.0.0/0"]
  enable_deletion_protection = true
}

module "service" {
  source = "./modules/service"

  name               = var.name
  region             = var.region
  vpc_id             = module.network.vpc_id
  subnet_ids         = module.network.subnet_ids["app"]
  image              = var.image
  container_port     = var.container_port
  desired_count      = var.desired_count
  execution_role_arn = var.execution_role_arn
  target_group_arn   = module.alb.target_group_arn

  client_security_group_id = module.alb.security_group_id

  backends = {
    database = { security_group_id = module.database.security_group_id, port = module.database.port }
    cache    = { security_group_id = module.cache.security_group_id, port = module.cache.port }
  }
}

module "database" {
  source = "./modules/database"

  name                     = var.name
  vpc_id                   = module.network.vpc_id
  subnet_ids               = module.network.subnet_ids["database"]
  client_security_group_id = module.service.security_group_id
}

module "cache" {
  source = "./modules/cache"

  name                     = var.name
  vpc_id                   = module.network.vpc_id
  subnet_ids               = module.network.subnet_ids["database"]
  client_security_group_id = module.service.security_group_id
}
