import assert from 'node:assert/strict';
import { ACL, edited, NET, review, without } from './reviewed';
import { SHOP } from './shop';

const VARIABLE = '\nvariable "where" {\n  type = string\n}\n';
const CLOSED = ACL.replaceAll('"10.0.0.0/16"', '"10.9.0.0/24"');

const PUBLIC = NET + VARIABLE;
const PRIVATE = edited(PUBLIC, '= aws_subnet.public.id\n  vpc_s', '= aws_subnet.private.id\n  vpc_s');
const NOWHERE = edited(PUBLIC, '= aws_subnet.public.id\n  vpc_s', '= var.where\n  vpc_s');
const DATABASE = edited(PUBLIC, 'subnet_ids = [aws_subnet.private.id]', 'subnet_ids = [var.where]');
const ANYBODY = 'cidr_blocks = ["0.0.0.0/0"]';
const NAMED = 'security_groups = [aws_security_group.web.id]';

/** Edits that take away, or bring, what is known of where something stands, and nothing else. */
const EDITS: Record<string, readonly [string, string]> = {
  'an instance of a private subnet': [PRIVATE, NOWHERE],
  'an instance of a public subnet': [PUBLIC, NOWHERE],
  'an instance without a subnet': [
    PRIVATE,
    edited(PRIVATE, '  subnet_id              = aws_subnet.private.id\n', ''),
  ],
  'an instance behind an access list': [PRIVATE + CLOSED, NOWHERE + CLOSED],
  'the only member of a group': [PRIVATE, without(PRIVATE, 'resource "aws_instance" "web"')],
  'the groups of an instance': [
    PUBLIC,
    edited(
      PUBLIC,
      '[aws_security_group.web.id]\n}\n\nresource "aws_security_group"',
      '[var.where]\n}\n\nresource "aws_security_group"',
    ),
  ],
  'a database behind an access list': [PUBLIC + CLOSED, DATABASE + CLOSED],
  'a database that admits anybody': [edited(PUBLIC, NAMED, ANYBODY), edited(DATABASE, NAMED, ANYBODY)],
  'a balancer': [SHOP + VARIABLE, edited(SHOP, '[aws_subnet.app.id]', '[var.where]') + VARIABLE],
  'a target of a balancer': [SHOP + VARIABLE, edited(SHOP, '= aws_subnet.app.id', '= var.where') + VARIABLE],
};

describe('the review of what stands nobody knows where', () => {
  for (const [what, [known, unknown]] of Object.entries(EDITS)) {
    it(`says nothing when it is no longer known where it is: ${what}`, () => {
      assert.deepEqual(review(known, unknown).messages, []);
    });

    it(`says nothing when it becomes known where it is: ${what}`, () => {
      assert.deepEqual(review(unknown, known).messages, []);
    });
  }

  it('still misses a route that a member used whose place is known, whatever became of others', () => {
    const other =
      'resource "aws_instance" "other" {\n  subnet_id              = var.where\n' +
      '  vpc_security_group_ids = [aws_security_group.web.id]\n}\n';
    const { lines } = review(PUBLIC + other, without(PUBLIC, 'resource "aws_route" "internet"'));
    assert.match(lines[0] ?? '', /^removed error certain .* the internet can no longer reach web/);
  });

  it('still misses what a rule took at the same time', () => {
    const { lines } = review(PUBLIC, edited(NOWHERE, 'to_port     = 443', 'to_port     = 442'));
    assert.deepEqual(lines[0]?.slice(0, 21), 'removed error certain');
  });

  it('still tells what a rule admits newly, certain only where routes let it through before', () => {
    const wider = edited(NOWHERE, 'to_port     = 443', 'to_port     = 444');
    const on = 'reach web on tcp/444, which was not so before';
    assert.deepEqual(review(PUBLIC, wider).lines, [`added error certain [444] the internet can now ${on}`]);
    assert.deepEqual(review(PRIVATE, wider).lines, [
      `added warning certain [444] 10.0.0.0/16 can now ${on}`,
      `added error possible [444] the internet may now ${on}`,
    ]);
  });
});
