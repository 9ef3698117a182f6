/** Random edits of a network, a balancer and ports: what the fix takes back is what had been lost. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding } from '../../server/src/checks/check';
import { analyse, type Analysed } from '../fixtures/analyse';
import { NET } from './reviewed';

/** The network of the other tests with a balancer before a service, and an access list around the database. */
const BASE = `${NET}
resource "aws_security_group" "lb" {
  name   = "lb"
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
    cidr_blocks = ["10.0.0.0/16"]
  }
}

resource "aws_lb" "edge" {
  subnets         = [aws_subnet.public.id]
  security_groups = [aws_security_group.lb.id]
}

resource "aws_lb_listener" "edge" {
  load_balancer_arn = aws_lb.edge.arn
  port              = 443
  protocol          = "HTTPS"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.app.arn
  }
}

resource "aws_lb_target_group" "app" {
  port     = 8080
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
  health_check {
    port = 8086
  }
}

resource "aws_lb_target_group_attachment" "app" {
  target_group_arn = aws_lb_target_group.app.arn
  target_id        = aws_instance.app.id
}

resource "aws_security_group" "app" {
  name   = "app"
  vpc_id = aws_vpc.main.id
  ingress {
    from_port       = 8080
    to_port         = 8086
    protocol        = "tcp"
    security_groups = [aws_security_group.lb.id]
  }
}

resource "aws_instance" "app" {
  ami                    = "ami-1"
  instance_type          = "t3.micro"
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.app.id]
}

resource "aws_network_acl" "private" {
  vpc_id     = aws_vpc.main.id
  subnet_ids = [aws_subnet.private.id]
  ingress {
    rule_no    = 200
    action     = "allow"
    protocol   = "tcp"
    from_port  = 1024
    to_port    = 9000
    cidr_block = "10.0.0.0/16"
  }
  egress {
    rule_no    = 300
    action     = "allow"
    protocol   = "tcp"
    from_port  = 1024
    to_port    = 65535
    cidr_block = "10.0.0.0/16"
  }
}
`;

/** What a hand slips to, each for one place that is there once. */
const SLIPS: readonly (readonly [was: string, is: string])[] = [
  ['port              = 443', 'port              = 8443'],
  ['port     = 8080', 'port     = 8081'],
  ['port     = 8080', 'port     = 8099'],
  ['port = 8086', 'port = 9090'],
  [
    'target_id        = aws_instance.app.id',
    'target_id        = aws_instance.app.id\n  port             = 80',
  ],
  ['to_port         = 8086', 'to_port         = 8084'],
  ['to_port    = 9000', 'to_port    = 8000'],
  ['to_port    = 9000', 'to_port    = 5000'],
  ['to_port    = 65535', 'to_port    = 40000'],
  ['rule_no    = 200\n    action     = "allow"', 'rule_no    = 200\n    action     = "deny"'],
  ['subnet_ids = [aws_subnet.private.id]\n  ingress', 'subnet_ids = []\n  ingress'],
  ['map_public_ip_on_launch = true', 'map_public_ip_on_launch = false'],
  ['destination_cidr_block = "0.0.0.0/0"', 'destination_cidr_block = "198.51.100.0/24"'],
  [
    'engine                 = "postgres"',
    'engine                 = "postgres"\n  port                   = 5433',
  ],
  ['engine                 = "postgres"', 'engine                 = "mysql"'],
  ['cidr_blocks = ["10.0.0.0/16"]', 'cidr_blocks = ["10.0.1.0/24"]'],
  ['security_groups = [aws_security_group.web.id]', 'security_groups = [aws_security_group.lb.id]'],
];

function slipped(slips: readonly (typeof SLIPS)[number][]): string {
  return slips.reduce((text, [was, is]) => text.replace(was, is), BASE);
}

const review = (text: string, base: string): Analysed =>
  analyse(new Map([['/main.tf', text]]), new Map([['/main.tf', base]]));

function lostOf({ findings }: Analysed): readonly Finding[] {
  return findings
    .map(({ finding }) => finding)
    .filter(({ code }) => code === 'reachability-removed' || code === 'group-source-replaced-by-address');
}

const someSlips = fc.subarray([...SLIPS], { minLength: 1, maxLength: 3 });

describe('taking back what is blamed', () => {
  it('finds nothing without an edit, and every place that is edited is there', () => {
    assert.deepEqual(lostOf(review(BASE, BASE)), []);
    for (const [was] of SLIPS) assert.equal(BASE.split(was).length, 2, was);
  });

  it('tells of each edit that cuts somebody off, and one key restores the base', () => {
    const silent = SLIPS.filter((slip) => lostOf(review(slipped([slip]), BASE)).length === 0);
    // The targets admit the one; the other takes away a list that let everything through that flows.
    assert.deepEqual(
      silent.map(([, is]) => is.split('\n')[0]),
      ['port     = 8081', 'subnet_ids = []'],
    );
    for (const slip of SLIPS.filter((each) => !silent.includes(each))) {
      const edited = review(slipped([slip]), BASE);
      for (const { fixes } of lostOf(edited)) {
        assert.ok(fixes[0] !== undefined, `no fix for ${slip[1]}`);
        const text = edited.apply(fixes[0])?.get('/main.tf') ?? '';
        // Where a rule got another source, that is kept.
        if (!fixes[0].title.endsWith('beside it')) assert.equal(text, BASE, fixes[0].title);
        assert.deepEqual(lostOf(review(text, BASE)), [], fixes[0].title);
      }
    }
  });

  it('leaves nothing of what was told, whatever else was edited', () => {
    fc.assert(
      fc.property(someSlips, (slips) => {
        const edited = review(slipped(slips), BASE);
        for (const finding of lostOf(edited)) {
          const [fix] = finding.fixes;
          if (fix === undefined) continue;
          const text = edited.apply(fix)?.get('/main.tf');
          assert.ok(text !== undefined, `${fix.title} does not apply`);
          // Two edits may each stand in the way of one flow: then the other one is blamed next.
          const left = lostOf(review(text, BASE)).map(({ message }) => message);
          assert.ok(!left.includes(finding.message), `${fix.title} leaves: ${finding.message}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('comes back to the base by one fix after the other', () => {
    fc.assert(
      fc.property(someSlips, (slips) => {
        let text = slipped(slips);
        for (let step = 0; step <= slips.length * 2; step++) {
          const current = review(text, BASE);
          const fix = lostOf(current).find(({ fixes }) => fixes.length > 0)?.fixes[0];
          if (fix === undefined) break;
          const fixed = current.apply(fix)?.get('/main.tf');
          assert.ok(fixed !== undefined, `${fix.title} does not apply`);
          assert.notEqual(fixed, text, `${fix.title} changes nothing`);
          text = fixed;
        }
        assert.deepEqual(lostOf(review(text, BASE)), []);
      }),
      { numRuns: 60 },
    );
  });
});
