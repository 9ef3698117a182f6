import assert from 'node:assert/strict';
import type { Check, Finding } from '../../server/src/checks/check';
import { createCheckRunner } from '../../server/src/checks/runChecks';
import type { NetworkModel } from '../../server/src/network/networkModel';
import { createWorkspace } from '../../server/src/analysis/workspace';
import { uriOfPath } from '../fixtures/analyse';

const group = (name: string, rest = ''): string => `
resource "aws_security_group" "${name}" {
  name = "${name}"
  ${rest}
}
`;

const rule = (owner: string, source: string, port: number): string => `
resource "aws_vpc_security_group_ingress_rule" "${owner}_${source}" {
  security_group_id            = aws_security_group.${owner}.id
  ip_protocol                  = "tcp"
  from_port                    = ${port}
  to_port                      = ${port}
  referenced_security_group_id = aws_security_group.${source}.id
}
`;

/** A workspace of one file per name, whose model can be had after each change. */
function models() {
  const workspace = createWorkspace({ folders: [uriOfPath('/')] });
  return {
    set: (name: string, text: string): NetworkModel => {
      workspace.setFile(uriOfPath(`/${name}.tf`), text);
      return workspace.roots()[0]!.root.model();
    },
  };
}

/** A check that counts how often it looks at each group, and reads what `reads` says. */
function counting(
  reads: (id: string, context: Parameters<Extract<Check, { scope: 'group' }>['check']>[1]) => unknown,
) {
  const looked: string[] = [];
  const check: Check = {
    code: 'counting',
    severity: 'hint',
    scope: 'group',
    summary: '',
    covers: [],
    *check(view, context) {
      looked.push(view.id.replace('aws_security_group.', ''));
      reads(view.id, context);
      yield findingOn('counting', view.group!.headerOrigin, view.id);
    },
  };
  return {
    check,
    take: (): string[] => looked.splice(0).sort(),
  };
}

function findingOn(code: string, origin: Finding['origin'], resource: string): Finding {
  return {
    code,
    severity: 'hint',
    certainty: 'certain',
    message: '',
    origin,
    resource,
    related: [],
    fixes: [],
  };
}

const quiet = { writers: () => undefined, onError: () => undefined };

describe('running checks', () => {
  it('looks again only at groups that changed', () => {
    const { set } = models();
    const { check, take } = counting(() => undefined);
    const runner = createCheckRunner({ ...quiet, checks: [check] });
    set('a', group('a'));
    set('b', group('b'));
    runner.run(set('rules', rule('b', 'a', 1)));
    assert.deepEqual(take(), ['a', 'b']);
    // The new source names group a as well, so the view of a differs too.
    runner.run(set('rules', rule('b', 'a', 2)));
    assert.deepEqual(take(), ['a', 'b']);
    runner.run(set('c', group('c')));
    assert.deepEqual(take(), ['c']);
    runner.run(set('a', `\n\n${group('a')}`));
    assert.deepEqual(take(), []);
  });

  it('looks again when something that a check read has changed', () => {
    const { set } = models();
    const { check, take } = counting((id, context) =>
      id === 'aws_security_group.a' ? context.view('aws_security_group.b') : undefined,
    );
    const runner = createCheckRunner({ ...quiet, checks: [check] });
    set('a', group('a'));
    runner.run(set('b', group('b')));
    take();
    runner.run(set('b', group('b', 'description = "other"')));
    assert.deepEqual(take(), ['a', 'b']);
  });

  it('gives the same objects for what did not change', () => {
    const { set } = models();
    const runner = createCheckRunner({ ...quiet, checks: [counting(() => undefined).check] });
    set('a', group('a'));
    const before = runner.run(set('b', group('b')));
    const after = runner.run(set('b', group('b', 'description = "other"')));
    assert.equal(before[0], after[0]);
    assert.equal(before[0]?.[0], after[0]?.[0]);
    assert.notEqual(before[1]?.[0], after[1]?.[0]);
  });

  it('finds the same as a new runner, whatever was edited before', () => {
    const { set } = models();
    const runner = createCheckRunner(quiet);
    const open =
      'ingress {\n from_port = 22\n to_port = 22\n protocol = "tcp"\n cidr_blocks = ["0.0.0.0/0"]\n }';
    const edits: (readonly [string, string])[] = [
      ['a', group('a', open)],
      ['b', group('b')],
      ['rules', rule('b', 'a', 5432)],
      ['rules', rule('b', 'a', 70_000)],
      ['b', group('b', open) + rule('b', 'c', 80)],
      ['c', group('c')],
      ['a', group('a')],
      ['rules', rule('a', 'b', 5432)],
    ];
    for (const [name, text] of edits) {
      const model = set(name, text);
      assert.deepEqual(runner.run(model), createCheckRunner(quiet).run(model), `after ${name}`);
    }
  });

  it('tells once of a check that throws, and goes on with the others', () => {
    const { set } = models();
    const errors: string[] = [];
    const broken: Check = {
      code: 'broken',
      severity: 'hint',
      scope: 'group',
      summary: '',
      covers: [],
      *check(view) {
        yield findingOn('broken', view.group!.headerOrigin, view.id);
        throw new Error('no');
      },
    };
    const runner = createCheckRunner({
      ...quiet,
      checks: [broken, counting(() => undefined).check],
      onError: (code, error) => errors.push(`${code}: ${(error as Error).message}`),
    });
    set('a', group('a'));
    const findings = runner.run(set('b', group('b'))).flat();
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['counting', 'counting'],
    );
    assert.deepEqual(errors, ['broken: no']);
  });
});
