/** A review of one file against another, as lines to compare, and texts of a network to edit. */

import assert from 'node:assert/strict';
import { analyse } from '../fixtures/analyse';

const CODES = new Set(['reachability-removed', 'reachability-added']);

export interface Reviewed {
  /** `removed error certain [the text that the finding stands on] the message up to what it did`, each once. */
  readonly lines: string[];
  readonly summaries: string[];
  readonly messages: string[];
  /** What the fix of the first finding is called, and whether it leaves a finding. */
  readonly fix: () => { readonly title: string; readonly text: string; readonly remaining: number };
}

export function review(base: string, now: string): Reviewed {
  const files = new Map([['/main.tf', now]]);
  const baseFiles = new Map([['/main.tf', base]]);
  const analysed = analyse(files, baseFiles);
  const findings = analysed.findings.filter(({ finding }) => CODES.has(finding.code));
  const textOf = (index: number): string => {
    const { start, end } = findings[index]!.range;
    const line = now.split('\n')[start.line] ?? '';
    return line.slice(start.character, start.line === end.line ? end.character : undefined);
  };
  return {
    lines: findings.map(({ finding }, index) => {
      const code = finding.code.replace('reachability-', '');
      const [ends] = finding.message.split(':');
      return `${code} ${finding.severity} ${finding.certainty} [${textOf(index)}] ${ends ?? ''}`;
    }),
    summaries: findings.map(
      ({ finding }) =>
        /: (?<summary>.*?)\.(?: Connections| What runs|$)/.exec(finding.message)?.groups?.summary ?? '',
    ),
    messages: findings.map(({ finding }) => finding.message),
    fix() {
      const fix = findings[0]?.finding.fixes[0];
      assert.ok(fix !== undefined, 'no fix');
      const fixed = analysed.apply(fix);
      assert.ok(fixed !== undefined, 'the fix does not apply');
      const remaining = analyse(fixed, baseFiles).findings.filter(({ finding }) =>
        CODES.has(finding.code),
      ).length;
      return { title: fix.title, text: fixed.get('/main.tf') ?? '', remaining };
    },
  };
}

/** The text without the block that begins with the header. */
export function without(text: string, header: string): string {
  const start = text.indexOf(header);
  assert.ok(start >= 0, header);
  const end = text.indexOf('\n}\n', start) + 3;
  return text.slice(0, start) + text.slice(end);
}

/** The text with its first occurrence of one text replaced by another; it must have one. */
export function edited(text: string, was: string, is: string): string {
  assert.ok(text.includes(was), was);
  return text.replace(was, is);
}

/** A VPC with a public and a private subnet, a web server and a database. */
export const NET = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "public" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.0.1.0/24"
  map_public_ip_on_launch = true
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "internet" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.main.id
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table_association" "private" {
  subnet_id      = aws_subnet.private.id
  route_table_id = aws_route_table.private.id
}

resource "aws_security_group" "web" {
  name   = "web"
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "web" {
  ami                    = "ami-1"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.web.id]
}

resource "aws_security_group" "db" {
  name   = "db"
  vpc_id = aws_vpc.main.id
  ingress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = [aws_security_group.web.id]
  }
}

resource "aws_db_instance" "db" {
  engine                 = "postgres"
  db_subnet_group_name   = aws_db_subnet_group.db.name
  vpc_security_group_ids = [aws_security_group.db.id]
}

resource "aws_db_subnet_group" "db" {
  name       = "db"
  subnet_ids = [aws_subnet.private.id]
}
`;

/** The access list of the private subnet: everything within the VPC. */
export const ACL = `resource "aws_network_acl" "db" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.private.id]
  ingress {
    rule_no    = 200
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "10.0.0.0/16"
  }
  egress {
    rule_no    = 200
    action     = "allow"
    protocol   = "-1"
    from_port  = 0
    to_port    = 0
    cidr_block = "10.0.0.0/16"
  }
}
`;
