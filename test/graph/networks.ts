/** Small networks for the tests of graphs, and one whose names try to break out of every format. */

/** Who reaches whom: the balancer the app, the app the database; a rule for metrics is declared in vain. */
export const shop = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "app" {
  name   = "shop-app"
  vpc_id = aws_vpc.main.id
  ingress {
    protocol    = "tcp"
    from_port   = 8080
    to_port     = 8081
    cidr_blocks = ["10.0.0.0/16"]
  }
  egress {
    protocol        = "tcp"
    from_port       = 5432
    to_port         = 5432
    security_groups = [aws_security_group.db.id]
  }
}

resource "aws_security_group" "db" {
  name   = "shop-db"
  vpc_id = aws_vpc.main.id
}

resource "aws_security_group_rule" "db_app" {
  type                     = "ingress"
  security_group_id        = aws_security_group.db.id
  protocol                 = "tcp"
  from_port                = 5432
  to_port                  = 5432
  source_security_group_id = aws_security_group.app.id
}

resource "aws_security_group_rule" "db_metrics" {
  type                     = "ingress"
  security_group_id        = aws_security_group.db.id
  protocol                 = "tcp"
  from_port                = 9187
  to_port                  = 9187
  source_security_group_id = aws_security_group.app.id
}

resource "aws_security_group_rule" "db_self" {
  type              = "ingress"
  security_group_id = aws_security_group.db.id
  protocol          = "icmp"
  from_port         = 8
  to_port           = 0
  cidr_blocks       = [var.office]
}

variable "office" {}

resource "aws_db_instance" "db" {
  engine                 = "postgres"
  vpc_security_group_ids = [aws_security_group.db.id]
}
`;

/** Names as HCL strings that end tags, comments, quotes and lines, reverse the text, or are no names at all. */
export const hostileNames: readonly string[] = [
  String.raw`\"><script>alert(1)</script>`,
  '--> ]]> end',
  String.raw`a\nb\r\n%% c`,
  '😀 👩‍👩‍👧 é',
  String.raw`\u202Egnp.exe مرحبا`,
  String.raw`\u0007 & &amp; #quot; ; {} $x \\ \\"`,
  String.raw`' onload='x`,
  '</svg></style><!--',
  'x'.repeat(300),
];

export const hostile = hostileNames
  .map(
    (name, index) => `resource "aws_security_group" "g${index}" {
  name        = "${name}"
  description = "${name}"
  ingress {
    protocol    = "tcp"
    from_port   = 443
    to_port     = 443
    cidr_blocks = ["10.0.0.0/8"]
    self        = true
  }
  egress {
    protocol    = "-1"
    from_port   = 0
    to_port     = 0
    self        = true
    cidr_blocks = ["0.0.0.0/0"]
  }
}
resource "aws_instance" "i${index}" {
  for_each               = toset(["${name}"])
  vpc_security_group_ids = [aws_security_group.g${index}.id]
}
`,
  )
  .join('\n');
