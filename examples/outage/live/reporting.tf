# A nightly report, straight from the database.

resource "aws_security_group" "reporting" {
  name        = "${var.environment}-reporting"
  description = "Nightly report"
  vpc_id      = module.network.vpc_id
}

resource "aws_vpc_security_group_egress_rule" "reporting_to_database" {
  security_group_id            = aws_security_group.reporting.id
  description                  = "PostgreSQL"
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
  referenced_security_group_id = module.database.security_group_id
}

resource "aws_lambda_function" "reporting" {
  function_name = "${var.environment}-reporting"
  role          = var.reporting_role_arn
  package_type  = "Image"
  image_uri     = var.reporting_image
  timeout       = 900

  vpc_config {
    subnet_ids         = module.network.private_subnet_ids
    security_group_ids = [aws_security_group.reporting.id]
  }
}
