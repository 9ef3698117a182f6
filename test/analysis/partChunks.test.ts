import assert from 'node:assert/strict';
import type { NetworkModel } from '../../server/src/network/networkModel';
import type { Workspace } from '../../server/src/analysis/workspace';
import { uriOfPath } from '../fixtures/analyse';
import { openWorkspace } from './open';

const rule = (index: number, port = 443): string => `
resource "aws_vpc_security_group_ingress_rule" "customer_${String(index)}" {
  security_group_id = aws_security_group.gateway.id
  ip_protocol       = "tcp"
  from_port         = ${String(port)}
  to_port           = ${String(port)}
  cidr_ipv4         = "52.0.${String(index)}.0/24"
}
`;

const text = (rules: readonly string[]): string =>
  `resource "aws_security_group" "gateway" {\n  name = "gateway"\n}\n${rules.join('')}`;

const many = Array.from({ length: 200 }, (_, index) => rule(index));

function modelOf(workspace: Workspace): NetworkModel {
  return workspace.roots()[0]?.root.model() ?? assert.fail('There is no root.');
}

/** How many rules of the model are not the objects that they were. */
function newRules(before: NetworkModel, after: NetworkModel): number {
  const known = new Set(before.rules);
  return after.rules.filter((each) => !known.has(each)).length;
}

describe('neighbours of an edited block', () => {
  const edits: Readonly<Record<string, { readonly rules: readonly string[]; readonly fresh: number }>> = {
    'when a rule is edited': { rules: many.with(77, rule(77, 8443)), fresh: 1 },
    'when a rule is added between them': { rules: many.toSpliced(77, 0, rule(300)), fresh: 1 },
    'when a rule is taken away': { rules: many.toSpliced(77, 1), fresh: 0 },
    'when a comment is written into a rule': {
      rules: many.with(77, rule(77).replace('  cidr', '  # Their office.\n  cidr')),
      fresh: 1,
    },
  };
  for (const [when, { rules, fresh }] of Object.entries(edits)) {
    it(`stay the same parts ${when}`, () => {
      const workspace = openWorkspace({ '/main.tf': text(many) });
      const before = modelOf(workspace);
      workspace.setFile(uriOfPath('/main.tf'), text(rules));
      const after = modelOf(workspace);
      assert.equal(after.rules.length, rules.length);
      assert.equal(newRules(before, after), fresh);
    });
  }

  it('are read again when a value that all of them use changes, and only those that change are new', () => {
    const locals = (port: number): string => `locals {\n  port = ${String(port)}\n}\n`;
    const rules = many.map((each, index) => (index % 2 === 0 ? each.replaceAll('443', 'local.port') : each));
    const workspace = openWorkspace({ '/main.tf': text(rules), '/locals.tf': locals(443) });
    const before = modelOf(workspace);
    workspace.setFile(uriOfPath('/locals.tf'), locals(8443));
    assert.equal(newRules(before, modelOf(workspace)), 100);
  });
});
