import assert from 'node:assert/strict';
import { edited, review, without } from './reviewed';
import { SHOP } from './shop';

const DATABASE = `${SHOP}
resource "aws_security_group" "db" {
  name   = "db"
  vpc_id = aws_vpc.main.id

  ingress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = [aws_security_group.lb.id]
  }
}

resource "aws_db_subnet_group" "db" {
  subnet_ids = [aws_subnet.app.id]
}

resource "aws_db_instance" "db" {
  engine                 = "postgres"
  db_subnet_group_name   = aws_db_subnet_group.db.name
  vpc_security_group_ids = [aws_security_group.db.id]
}
`;

const BALANCER = 'load balancer aws_lb.web';
const TARGET = 'instance aws_instance.app';
const LOST = `${BALANCER} no longer gets through to ${TARGET}, which it did on tcp/8080 http`;

describe('the review of what balancers forward', () => {
  it('blames the port of a target group that its targets do not admit, and puts it back', () => {
    const { lines, messages, fix } = review(SHOP, edited(SHOP, 'port     = 8080', 'port     = 8081'));
    assert.deepEqual(lines, [`removed error certain [8081] ${LOST}`]);
    assert.equal(
      messages[0],
      `${LOST}: aws_lb_target_group.app now forwards to tcp/8081 instead of tcp/8080 http. The groups of ${TARGET} ` +
        'do not admit that. Clients get errors, and the balancer takes such targets for dead.',
    );
    const { title, text } = fix();
    assert.equal(title, 'Restore aws_lb_target_group.app as it is in base');
    assert.equal(text, SHOP);
  });

  it('is silent where the targets admit the new port', () => {
    assert.deepEqual(review(SHOP, edited(SHOP, 'port     = 8080', 'port     = 9000')).lines, []);
  });

  it('blames the port of a health check, though the traffic still arrives', () => {
    const now = edited(SHOP, 'path = "/healthy"', 'path = "/healthy"\n    port = 8081');
    const { lines, messages, fix } = review(SHOP, now);
    assert.deepEqual(lines, [
      `removed error certain [port = 8081] ${BALANCER} takes ${TARGET} for dead after this edit`,
    ]);
    assert.match(
      messages[0]!,
      /: aws_lb_target_group\.app now checks health on tcp\/8081 instead of tcp\/8080 /,
    );
    assert.equal(fix().text, SHOP);
  });

  it('blames the port that a target is registered with', () => {
    const now = edited(
      SHOP,
      'target_id        = aws_instance.app.id',
      'target_id        = aws_instance.app.id\n  port             = 80',
    );
    const { lines, messages, fix } = review(SHOP, now);
    assert.deepEqual(lines, [`removed error certain [port             = 80] ${LOST}`]);
    assert.match(
      messages[0]!,
      /: aws_lb_target_group_attachment\.app now registers aws_instance\.app with port 80 instead of the target group's port\. /,
    );
    assert.equal(fix().text, SHOP);
  });

  it('blames a listener that now forwards to targets which do not admit the balancer', () => {
    const other =
      SHOP +
      `
resource "aws_lb_target_group" "batch" {
  port     = 7000
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
}

resource "aws_lb_target_group_attachment" "batch" {
  target_group_arn = aws_lb_target_group.batch.arn
  target_id        = aws_instance.batch.id
}

resource "aws_instance" "batch" {
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t3.small"
  subnet_id              = aws_subnet.app.id
  vpc_security_group_ids = [aws_security_group.app.id]
}
`;
    const { lines, messages, fix } = review(
      other,
      edited(
        other,
        '    target_group_arn = aws_lb_target_group.app.arn',
        '    target_group_arn = aws_lb_target_group.batch.arn',
      ),
    );
    assert.deepEqual(lines, [
      `removed error certain [aws_lb_target_group.batch.arn] ${BALANCER} no longer forwards to ${TARGET}`,
    ]);
    assert.match(
      messages[0]!,
      /: aws_lb_listener\.https now forwards to aws_lb_target_group\.batch instead of aws_lb_target_group\.app, and nothing of it arrives there\./,
    );
    assert.equal(fix().text, other);
  });

  it('tells of all the targets of a group together', () => {
    const two =
      SHOP +
      SHOP.slice(SHOP.indexOf('resource "aws_lb_target_group_attachment" "app"'))
        .replaceAll('"app"', '"app2"')
        .replaceAll('aws_instance.app.id', 'aws_instance.app2.id');
    const { lines } = review(two, edited(two, 'port     = 8080', 'port     = 8081'));
    assert.deepEqual(lines, [
      `removed error certain [8081] ${BALANCER} no longer gets through to ${TARGET} and instance aws_instance.app2, which it did on tcp/8080 http`,
    ]);
  });

  it('says "may" where rules may be added elsewhere', () => {
    const handed = `${SHOP}\noutput "app" {\n  value = aws_security_group.app.id\n}\n`;
    const { lines, messages } = review(handed, edited(handed, 'port     = 8080', 'port     = 8081'));
    assert.deepEqual(lines, [`removed error possible [8081] ${LOST}`]);
    assert.match(messages[0]!, /do not admit that, unless rules are added elsewhere\./);
  });

  it('leaves it to the rule where that was edited', () => {
    const { lines } = review(
      SHOP,
      edited(
        SHOP,
        'from_port       = 8080\n    to_port         = 8080',
        'from_port       = 8090\n    to_port         = 8090',
      ),
    );
    assert.deepEqual(
      lines.map((line) => line.replace(/^(\w+) .*\] /, '$1 ')),
      [
        'added lb can now reach app on tcp/8090, which was not so before',
        'removed lb can no longer reach app on tcp/8080 http',
      ],
    );
  });

  it('knows balancers that show their targets the address of the client', () => {
    const network = SHOP.replace(
      'internal        = true',
      'internal        = true\n  load_balancer_type = "network"',
    )
      .replace('"HTTPS"', '"TCP"')
      .replace('"HTTP"', '"TCP"')
      .replaceAll('security_groups = [aws_security_group.lb.id]\n  }', 'cidr_blocks = ["10.0.0.0/8"]\n  }');
    assert.deepEqual(review(network, edited(network, 'port     = 8080', 'port     = 9000')).lines, []);
    const { lines, fix } = review(network, edited(network, 'port     = 8080', 'port     = 8081'));
    assert.deepEqual(lines, [`removed error certain [8081] ${LOST}`]);
    assert.equal(fix().text, network);
  });
});

describe('a port that moves with all that depends on it', () => {
  const VARIABLE = `${SHOP}
variable "port" {
  type    = number
  default = 8080
}
`
    .replace('from_port       = 8080', 'from_port       = var.port')
    .replace('to_port         = 8080', 'to_port         = var.port')
    .replace('port     = 8080', 'port     = var.port');

  it('cuts nobody off: what the balancer sends now arrives', () => {
    const { lines } = review(VARIABLE, edited(VARIABLE, 'default = 8080', 'default = 8085'));
    assert.deepEqual(
      lines.map((line) => line.replace(/ .*\] /, ' ')),
      ['added lb can now reach app on tcp/8085, which was not so before'],
    );
  });

  it('cuts off who is not let in where it moved', () => {
    const now = edited(
      edited(VARIABLE, 'default = 8080', 'default = 8085'),
      'port     = var.port',
      'port     = 8090',
    );
    const { lines } = review(VARIABLE, now);
    assert.deepEqual(
      lines.filter((line) => line.startsWith('removed')).map((line) => line.replace(/ .*\] /, ' ')),
      ['removed lb can no longer reach app on tcp/8080 http'],
    );
  });
});

describe('the review of where something listens', () => {
  it('blames the port of a listener, for those who knew the old one', () => {
    const { lines, messages, fix } = review(
      SHOP,
      edited(SHOP, 'port              = 443', 'port              = 8443'),
    );
    assert.deepEqual(lines, [
      `removed error certain [8443] 10.0.0.0/16 can no longer reach ${BALANCER} on tcp/443 https`,
    ]);
    assert.match(
      messages[0]!,
      /: aws_lb_listener\.https now listens on tcp\/8443 https instead of tcp\/443 https\. /,
    );
    assert.equal(fix().text, SHOP);
  });

  it('misses a listener that is gone at its balancer', () => {
    const { lines, messages, fix } = review(SHOP, without(SHOP, 'resource "aws_lb_listener" "https"'));
    assert.deepEqual(lines, [
      `removed error certain [resource "aws_lb" "web"] 10.0.0.0/16 can no longer reach ${BALANCER} on tcp/443 https`,
    ]);
    assert.match(
      messages[0]!,
      /: aws_lb_listener\.https is gone\. Rules still let it in, but nothing listens there\.$/,
    );
    assert.equal(fix().remaining, 0);
  });

  it('knows clients by the prefix list that admits them', () => {
    const listed = `${edited(SHOP, 'cidr_blocks = ["10.0.0.0/8"]', 'prefix_list_ids = [data.aws_ec2_managed_prefix_list.offices.id]')}
data "aws_ec2_managed_prefix_list" "offices" {
  name = "offices"
}
`;
    const { lines } = review(listed, edited(listed, 'port              = 443', 'port              = 8443'));
    assert.deepEqual(lines, [
      `removed error certain [8443] prefix list data.aws_ec2_managed_prefix_list.offices can no longer reach ${BALANCER} on tcp/443 https`,
    ]);
  });

  it('is silent about a listener under another label, and about a redirect in its place', () => {
    assert.deepEqual(review(SHOP, SHOP.replaceAll('"https"', '"main"')).lines, []);
    const redirect = edited(
      SHOP,
      'type             = "forward"\n    target_group_arn = aws_lb_target_group.app.arn',
      'type = "redirect"\n    redirect {\n      protocol    = "HTTPS"\n      status_code = "HTTP_301"\n    }',
    );
    assert.deepEqual(review(SHOP, redirect).lines, []);
  });

  it('is silent where the port is not known', () => {
    const unknown = `${SHOP}\nvariable "port" {\n  type = number\n}\n`;
    assert.deepEqual(
      review(unknown, edited(unknown, 'port              = 443', 'port              = var.port')).lines,
      [],
    );
    assert.deepEqual(review(unknown, edited(unknown, 'port     = 8080', 'port     = var.port')).lines, []);
  });

  it('blames the port of a database that its clients are not let in on', () => {
    const now = edited(
      DATABASE,
      'engine                 = "postgres"',
      'engine                 = "postgres"\n  port                   = 5433',
    );
    const { lines, messages, fix } = review(DATABASE, now);
    assert.deepEqual(lines, [
      'removed error certain [port                   = 5433] lb can no longer reach database aws_db_instance.db on tcp/5432 postgres',
    ]);
    assert.match(
      messages[0]!,
      /: aws_db_instance\.db now listens on tcp\/5433 instead of tcp\/5432 postgres\. /,
    );
    assert.equal(fix().text, DATABASE);
  });

  it('is silent where they are let in on the new one', () => {
    const open = edited(DATABASE, 'to_port         = 5432', 'to_port         = 5439');
    const now = edited(
      open,
      'engine                 = "postgres"',
      'engine                 = "postgres"\n  port                   = 5433',
    );
    assert.deepEqual(review(open, now).lines, []);
  });
});

describe('a database that moves to another port', () => {
  it('is followed by clients whose rules follow', () => {
    const base = edited(
      DATABASE.replaceAll('= 5432', '= local.port'),
      'engine                 = "postgres"',
      'engine                 = "postgres"\n  port                   = local.port',
    );
    const text = `${base}\nlocals {\n  port = 5432\n}\n`;
    const { lines } = review(text, edited(text, 'port = 5432', 'port = 5433'));
    assert.deepEqual(
      lines.map((line) => line.replace(/ .*\] /, ' ')),
      ['added lb can now reach db on tcp/5433, which was not so before'],
    );
  });
});
