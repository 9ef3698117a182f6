resource "aws_security_group" "app" {
  ingress {
    protocol    = "tcp"
    from_port   = try(var.settings.https, 443)
    to_port     = try(var.settings.https, 443)
    cidr_blocks = coalescelist(try(var.settings.nowhere.cidrs, []), var.settings.cidrs)
  }
  ingress {
    protocol    = "tcp"
    from_port   = coalesce(var.settings.port, 5432)
    to_port     = coalesce(var.settings.port, 5432)
    cidr_blocks = coalescelist(try(var.settings.nowhere.cidrs, []), var.settings.cidrs)
  }
}
