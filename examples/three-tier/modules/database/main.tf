resource "aws_security_group" "this" {
  name        = "${var.name}-database"
  description = "Database"
  vpc_id      = var.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "clients" {
  security_group_id            = aws_security_group.this.id
  description                  = "PostgreSQL from the service"
  ip_protocol                  = "tcp"
  from_port                    = var.port
  to_port                      = var.port
  referenced_security_group_id = var.client_security_group_id
}

resource "aws_db_subnet_group" "this" {
  name       = "${var.name}-database"
  subnet_ids = var.subnet_ids
}

resource "aws_rds_cluster" "this" {
  cluster_identifier          = "${var.name}-database"
  engine                      = "aurora-postgresql"
  engine_version              = "16.4"
  port                        = var.port
  database_name               = "app"
  master_username             = "app"
  manage_master_user_password = true
  storage_encrypted           = true
  db_subnet_group_name        = aws_db_subnet_group.this.name
  vpc_security_group_ids      = [aws_security_group.this.id]
  final_snapshot_identifier   = "${var.name}-database-final"
}

resource "aws_rds_cluster_instance" "this" {
  for_each = var.instances

  identifier          = "${var.name}-database-${each.key}"
  cluster_identifier  = aws_rds_cluster.this.id
  engine              = aws_rds_cluster.this.engine
  engine_version      = aws_rds_cluster.this.engine_version
  instance_class      = each.value
  publicly_accessible = false
}
