module "network" {
  source = "../modules/network"

  environment        = var.environment
  cidr_block         = var.vpc_cidr_block
  availability_zones = var.availability_zones
}

module "api" {
  source = "../modules/api"

  environment                = var.environment
  vpc_id                     = module.network.vpc_id
  public_subnet_ids          = module.network.public_subnet_ids
  private_subnet_ids         = module.network.private_subnet_ids
  database_security_group_id = module.database.security_group_id
  cluster_arn                = aws_ecs_cluster.main.arn
  task_definition_arn        = var.api_task_definition_arn
  certificate_arn            = var.api_certificate_arn
  desired_count              = var.api_count
}

module "database" {
  source = "../modules/database"

  environment           = var.environment
  vpc_id                = module.network.vpc_id
  subnet_ids            = module.network.private_subnet_ids
  instance_class        = var.database_instance_class
  multi_az              = var.database_multi_az
  api_security_group_id = module.api.security_group_id

  other_client_security_group_ids = [aws_security_group.reporting.id]
}

resource "aws_ecs_cluster" "main" {
  name = "${var.environment}-main"
}
