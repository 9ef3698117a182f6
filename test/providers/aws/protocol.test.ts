import assert from 'node:assert/strict';
import type { RulePorts, RuleProtocol } from '../../../server/src/network/model';
import { networkOf } from '../networkOf';

/** Protocol and ports of a rule resource with these arguments; `vpc` writes the newer kind. */
function read(
  args: string,
  kind: 'old' | 'vpc' | 'inline' = 'vpc',
): { protocol: RuleProtocol; ports: RulePorts } {
  const lines = args.replaceAll(', ', '\n');
  const { rules } = networkOf(
    kind === 'inline'
      ? `variable "any" {}\nresource "aws_security_group" "a" {\n ingress {\n${lines}\n }\n}`
      : kind === 'old'
        ? `variable "any" {}\nresource "aws_security_group_rule" "a" {\n type = "ingress"\n${lines}\n}`
        : `variable "any" {}\nresource "aws_vpc_security_group_ingress_rule" "a" {\n${lines.replace('protocol', 'ip_protocol')}\n}`,
  );
  const [rule] = rules;
  assert.ok(rule !== undefined);
  return { protocol: rule.protocol, ports: rule.ports };
}

const all: RuleProtocol = { kind: 'protocol', protocol: 'all' };

describe('protocols of AWS rules', () => {
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html, IpProtocol
  it('are names in any case, numbers, and -1 for every protocol', () => {
    const cases: [string, number | 'all'][] = [
      ['"tcp"', 6],
      ['"TCP"', 6],
      ['"udp"', 17],
      ['"icmp"', 1],
      ['"icmpv6"', 58],
      ['"58"', 58],
      ['6', 6],
      ['"6"', 6],
      ['50', 50],
      ['"-1"', 'all'],
      ['-1', 'all'],
      ['"all"', 'all'],
    ];
    for (const [text, protocol] of cases) {
      assert.deepEqual(read(`protocol = ${text}`).protocol, { kind: 'protocol', protocol }, text);
    }
  });

  // .../docs/resources/security_group#protocol calls "all" invalid; the provider turns it into -1 all the same.
  it('read "all" inline as every protocol, as it would open them', () => {
    assert.deepEqual(read('protocol = "all", from_port = 0, to_port = 0', 'inline').protocol, all);
  });

  it('are invalid beyond 255, with other names, and when none is given', () => {
    for (const text of ['"256"', '"-2"', '"http"', '""', '1.5']) {
      assert.equal(read(`protocol = ${text}`).protocol.kind, 'invalid', text);
    }
    assert.equal(read('from_port = 1').protocol.kind, 'invalid');
  });

  it('leave the ports open too when they are not known, for -1 would ignore them', () => {
    const { protocol, ports } = read('protocol = var.any, from_port = 22, to_port = 22');
    assert.equal(protocol.kind, 'unknown');
    assert.equal(ports.kind, 'unknown');
  });
});

describe('ports of AWS rules', () => {
  it('are an inclusive range for tcp and udp', () => {
    assert.deepEqual(read('protocol = "tcp", from_port = 80, to_port = 443').ports, {
      kind: 'range',
      from: 80,
      to: 443,
    });
    assert.deepEqual(read('protocol = "17", from_port = "53", to_port = 53').ports, {
      kind: 'range',
      from: 53,
      to: 53,
    });
    assert.deepEqual(read('protocol = "tcp", from_port = 0, to_port = 65535').ports, {
      kind: 'range',
      from: 0,
      to: 65_535,
    });
  });

  it('mean port 0 when tcp has 0 and 0, not every port', () => {
    assert.deepEqual(read('protocol = "tcp", from_port = 0, to_port = 0', 'inline').ports, {
      kind: 'range',
      from: 0,
      to: 0,
    });
  });

  // "specifying -1 … allows traffic on all ports, regardless of any port range you specify" (API_IpPermission)
  it('are ignored beside -1, and what was written is kept', () => {
    assert.deepEqual(read('protocol = "-1"').ports, { kind: 'all' });
    for (const kind of ['old', 'inline'] as const) {
      assert.deepEqual(read('protocol = "-1", from_port = 0, to_port = 0', kind).ports, { kind: 'all' });
    }
    for (const kind of ['old', 'inline', 'vpc'] as const) {
      assert.deepEqual(read('protocol = "-1", from_port = 22, to_port = 22', kind).ports, {
        kind: 'all',
        ignored: { from: 22, to: 22 },
      });
    }
  });

  // "-1 or a protocol number other than tcp, udp, icmp, or icmpv6 allows traffic on all ports" (API_IpPermission)
  it('are ignored for protocols that EC2 does not know by name', () => {
    assert.deepEqual(read('protocol = "50", from_port = 1, to_port = 2').ports, {
      kind: 'all',
      ignored: { from: 1, to: 2 },
    });
    assert.deepEqual(read('protocol = "132", from_port = 0, to_port = 0').ports, { kind: 'all' });
  });

  // "If the protocol is ICMP or ICMPv6, this is the ICMP type or -1" (API_IpPermission, FromPort)
  it('are type and code for ICMP, -1 being any', () => {
    assert.deepEqual(read('protocol = "icmp", from_port = 8, to_port = 0').ports, {
      kind: 'icmp',
      type: 8,
      code: 0,
    });
    assert.deepEqual(read('protocol = "icmpv6", from_port = -1, to_port = -1').ports, {
      kind: 'icmp',
      type: -1,
      code: -1,
    });
    assert.deepEqual(read('protocol = "58", from_port = 128, to_port = -1').ports, {
      kind: 'icmp',
      type: 128,
      code: -1,
    });
  });

  // "For icmpv6, the port range is optional; if you omit it, traffic for all types and codes is allowed"
  it('may be left out for icmpv6 only', () => {
    assert.deepEqual(read('protocol = "icmpv6"').ports, { kind: 'all' });
    assert.deepEqual(read('protocol = "icmp"').ports, {
      kind: 'invalid',
      from: '',
      to: '',
      problem: 'missing',
    });
    assert.deepEqual(read('protocol = "tcp", from_port = 22').ports, {
      kind: 'invalid',
      from: '22',
      to: '',
      problem: 'missing',
    });
    assert.deepEqual(read('protocol = "tcp", from_port = null, to_port = 22').ports, {
      kind: 'invalid',
      from: '',
      to: '22',
      problem: 'missing',
    });
  });

  it('are invalid when swapped, out of range, or not whole numbers', () => {
    const problem = (args: string) => {
      const { ports } = read(args);
      return ports.kind === 'invalid' ? ports.problem : ports.kind;
    };
    assert.equal(problem('protocol = "tcp", from_port = 443, to_port = 80'), 'swapped');
    assert.equal(problem('protocol = "tcp", from_port = 0, to_port = 65536'), 'out-of-range');
    assert.equal(problem('protocol = "tcp", from_port = -1, to_port = -1'), 'out-of-range');
    assert.equal(problem('protocol = "icmp", from_port = 256, to_port = 0'), 'out-of-range');
    assert.equal(problem('protocol = "tcp", from_port = 22.5, to_port = 23'), 'not-a-whole-number');
    assert.equal(problem('protocol = "tcp", from_port = "ssh", to_port = 23'), 'not-a-whole-number');
  });

  // "If the start port is -1 (all ICMP types), then the end port must be -1" (API_IpPermission, ToPort)
  it('are invalid for every ICMP type with one code', () => {
    assert.equal(read('protocol = "icmp", from_port = -1, to_port = 0').ports.kind, 'invalid');
  });

  it('are unknown as soon as one of them is', () => {
    assert.equal(read('protocol = "tcp", from_port = 1, to_port = var.any').ports.kind, 'unknown');
    assert.deepEqual(read('protocol = "-1", from_port = var.any, to_port = var.any').ports, { kind: 'all' });
  });
});
