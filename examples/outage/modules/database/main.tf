resource "aws_security_group" "db" {
  name        = "${var.environment}-db"
  description = "Allow traffic to the ${var.environment} database"
  vpc_id      = var.vpc_id
}

# This is the rule that matters!
resource "aws_security_group_rule" "db_allow_api_traffic" {
  type                     = "ingress"
  description              = "PostgreSQL from the API servers"
  from_port                = 5432
  to_port                  = 5432
  protocol                 = "tcp"
  security_group_id        = aws_security_group.db.id
  source_security_group_id = var.api_security_group_id
}

resource "aws_security_group_rule" "db_allow_other_clients" {
  for_each = { for index, id in var.other_client_security_group_ids : index => id }

  type                     = "ingress"
  description              = "PostgreSQL from other clients"
  from_port                = 5432
  to_port                  = 5432
  protocol                 = "tcp"
  security_group_id        = aws_security_group.db.id
  source_security_group_id = each.value
}

resource "aws_db_subnet_group" "db" {
  name       = "${var.environment}-db"
  subnet_ids = var.subnet_ids
}

resource "aws_db_instance" "db" {
  identifier                  = "${var.environment}-db-01"
  engine                      = "postgres"
  engine_version              = "16.4"
  instance_class              = var.instance_class
  allocated_storage           = 100
  storage_encrypted           = true
  username                    = "app"
  manage_master_user_password = true
  multi_az                    = var.multi_az
  db_subnet_group_name        = aws_db_subnet_group.db.name
  vpc_security_group_ids      = [aws_security_group.db.id]
  publicly_accessible         = false
  skip_final_snapshot         = false
  final_snapshot_identifier   = "${var.environment}-db-01-final"
}
