/** Hovers on what stands between groups, over one network that has everything in it: one line of expectations each. */

import assert from 'node:assert/strict';
import { hoverAt } from '../../server/src/features/hover';
import type { Workspace } from '../../server/src/analysis/workspace';
import { openWorkspace } from '../analysis/open';
import { uriOfPath } from '../fixtures/analyse';

const network = `resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "public" {
  vpc_id                  = aws_vpc.main.id
  cidr_block              = "10.0.0.0/24"
  map_public_ip_on_launch = true
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "isolated" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_internet_gateway" "spare" {}

resource "aws_eip" "nat" {
  domain = "vpc"
}

resource "aws_nat_gateway" "main" {
  subnet_id     = aws_subnet.public.id
  allocation_id = aws_eip.nat.id
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.main.id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "out" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.main.id
}

resource "aws_route_table_association" "public" {
  subnet_id      = aws_subnet.public.id
  route_table_id = aws_route_table.public.id
}

resource "aws_route_table_association" "private" {
  subnet_id      = aws_subnet.private.id
  route_table_id = aws_route_table.private.id
}

resource "aws_network_acl" "private" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.private.id]

  egress {
    rule_no    = 100
    action     = "allow"
    protocol   = "-1"
    cidr_block = "0.0.0.0/0"
    from_port  = 0
    to_port    = 0
  }
}

resource "aws_network_acl_rule" "no_ssh" {
  network_acl_id = aws_network_acl.private.id
  rule_number    = 50
  rule_action    = "deny"
  protocol       = "tcp"
  cidr_block     = "0.0.0.0/0"
  from_port      = 22
  to_port        = 22
}

resource "aws_network_acl_rule" "ssh_from_office" {
  network_acl_id = aws_network_acl.private.id
  rule_number    = 60
  rule_action    = "allow"
  protocol       = "tcp"
  cidr_block     = "10.0.0.0/16"
  from_port      = 22
  to_port        = 22
}

resource "aws_security_group" "app" {
  name   = "app"
  vpc_id = aws_vpc.main.id

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [var.office]
  }
}

resource "aws_instance" "app" {
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.app.id]
}

resource "aws_instance" "jump" {
  subnet_id = aws_subnet.public.id
}

resource "aws_lambda_function" "job" {
  vpc_config {
    subnet_ids         = [aws_subnet.private.id]
    security_group_ids = [aws_security_group.app.id]
  }
}

resource "aws_instance" "bare" {
  subnet_id = aws_subnet.isolated.id
}

variable "office" {
  default = "10.0.0.0/24"
}

output "group" {
  value = aws_security_group.app.id
}

locals {
  both = ["10.0.1.0/24", "203.0.113.0/24"]
}
`;

const tfvars = 'office = "10.0.0.0/25"\n';

describe('a hover on', () => {
  let workspace: Workspace;
  before(() => {
    workspace = openWorkspace({ '/main.tf': network, '/terraform.tfvars': tfvars });
  });

  /** The hover on the first character behind `before`, without the links' addresses. */
  function hover(before: string, file = '/main.tf'): string {
    const text = file === '/main.tf' ? network : tfvars;
    const index = text.indexOf(before);
    assert.notEqual(index, -1, `the file has ${before}`);
    const markdown = hoverAt(workspace, uriOfPath(file), index + before.length)?.markdown ?? 'nothing';
    return markdown.replace(/\]\(file:[^)]*\)/g, ']');
  }

  it('a public subnet tells its range, its route to the internet, and who stands in it', () => {
    const text = hover('resource "aws_subnet" "pub');
    assert.match(
      text,
      /^\*\*subnet\*\* `aws_subnet.public`: `10.0.0.0\/24` \(251 hosts\), in network \[`main`\]/,
    );
    assert.match(text, /\*\*Public\*\*: .*route\[0\].* leads `0.0.0.0\/0` to internet gateway \[`main`\]/);
    assert.match(text, /What starts in it gets a public address/);
    assert.match(text, /In it: instance \[`jump`\]\./);
  });

  it('a private subnet tells the way out, its list, and who stands in it', () => {
    const text = hover('resource "aws_subnet" "priv');
    assert.match(text, /\*\*Private\*\*: \[`aws_route.out`\] leads `0.0.0.0\/0` to NAT gateway \[`main`\]/);
    assert.match(text, /Route table: \[`private`\]\. Access list: \[`private`\]/);
    assert.match(text, /In it: instance \[`app`\] and .*\[`job`\]\./);
  });

  it('an isolated subnet says so, and that its table is the main one', () => {
    const text = hover('resource "aws_subnet" "iso');
    assert.match(text, /\*\*Isolated\*\*: no route leads out/);
    assert.match(text, /Route table: main route table of aws\\?_vpc.main/);
  });

  it('a network counts its subnets by what they are', () => {
    const text = hover('resource "aws_vpc" "ma');
    assert.match(text, /- 1 public subnet: \[`public`\]/);
    assert.match(text, /- 1 private subnet: \[`private`\]/);
    assert.match(text, /- 1 isolated subnet: \[`isolated`\]/);
    assert.match(text, /Gateways: .*\[`main`\]/);
  });

  it('a route table shows all its routes and whom it serves', () => {
    const text = hover('resource "aws_route_table" "priv');
    assert.match(text, /It routes what leaves subnet \[`private`\]/);
    assert.match(text, /\| `0.0.0.0\/0` \| NAT gateway \[`main`\] \| \[`out`\] \|/);
  });

  it('an inline route, or one of its own, says where it leads and for whom', () => {
    const text = hover('route {\n    cidr_bl');
    assert.match(text, /leads `0.0.0.0\/0` to internet gateway \[`main`\]\.\n\nIn route table \[`public`\]/);
    assert.match(
      hover('resource "aws_route" "o'),
      /for|In route table \[`private`\].* leaves subnet \[`private`\]/,
    );
  });

  it('an association shows the table', () => {
    const text = hover('resource "aws_route_table_association" "pub');
    assert.match(text, /^Subnet \[`public`\] has route table \[`public`\]/);
    assert.match(text, /internet gateway \[`main`\]/);
  });

  it('gateways tells which routes lead to them', () => {
    assert.match(
      hover('"aws_nat_gateway" "m'),
      /NAT gateway\*\* .* in subnet \[`public`\], with a public address/,
    );
    assert.match(hover('"aws_nat_gateway" "m'), /by route table \[`private`\], of \[`private`\]/);
    assert.match(hover('"aws_internet_gateway" "s'), /attached to no network: nothing passes it/);
    assert.match(hover('"aws_internet_gateway" "s'), /No route of this configuration leads to it/);
  });

  it('an access list shows both directions, in the order of the numbers', () => {
    const text = hover('resource "aws_network_acl" "priv');
    assert.match(text, /It filters subnet \[`private`\]/);
    assert.match(
      text,
      /\| \[50\] \| deny \| `0.0.0.0\/0` \| tcp\/22 ssh \|\n\| \[60\] \| allow \| .* \(never decides\) \|/,
    );
    assert.match(text, /\*\*Out\*\*/);
  });

  it('an entry says what it does, and which one decides before it', () => {
    assert.match(
      hover('"aws_network_acl_rule" "no_'),
      /^Number 50 \*\*denies\*\* in from `0.0.0.0\/0` on tcp\/22 ssh/,
    );
    const hidden = hover('"aws_network_acl_rule" "ssh_');
    assert.match(hidden, /It never decides: \[number 50\] comes first and denies all of it/);
    assert.match(hover('rule_no    = 1'), /^Number 100 allows out to `0.0.0.0\/0` on every protocol/);
  });

  it('an instance that an access list keeps from everybody says what is in the way', () => {
    const text = hover('resource "aws_instance" "ap');
    assert.match(text, /It stands in subnet \[`private`\]\. It has no public address/);
    assert.match(
      text,
      /kept out\*\*\n\n- `10\.0\.0\.0\/25` by \[`app\.ingress\[0\]`\]: aws_network_acl_rule\.no_ssh/,
    );
  });

  it('what only answers says that nobody reaches it', () => {
    assert.match(
      hover('"aws_lambda_function" "j'),
      /\*\*Reached by\*\* nobody: nothing can open a connection/,
    );
  });

  it('a CIDR tells what it is, where it lies and who is there', () => {
    const text = hover('cidr_block = "10.0.1.');
    assert.match(text, /256 addresses.*private \(RFC 1918\)/);
    assert.match(
      text,
      /It is the range of subnet \[`private`\]\. There: instance \[`app`\].*of group \[app\]/,
    );
  });

  it('a CIDR in a variable file tells the rules that it ends up in', () => {
    const text = hover('"10.0', '/terraform.tfvars');
    assert.match(text, /128 addresses/);
    assert.match(text, /It lies in network \[`main`\] and meets subnet \[`public`\]\. There may be: /);
    assert.match(text, /`aws_security_group.app.ingress\[0\]` lets in `10.0.0.0\/25` on tcp\/22 ssh/);
  });

  it('the name of a variable, an output or a local shows what it comes down to', () => {
    assert.match(hover('variable "off'), /10\.0\.0\.0\/25[^]*128 addresses/);
    assert.match(hover('off', '/terraform.tfvars'), /10\.0\.0\.0\/25/);
    assert.match(hover('output "gr'), /^\[\*\*app\*\*\]/);
    assert.match(hover('  bo'), /`203.0.113.0\/24` is 256 addresses.*for documentation/);
  });
});
