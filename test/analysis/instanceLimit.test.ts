import assert from 'node:assert/strict';
import { uriOfPath } from '../fixtures/analyse';
import type { Workspace } from '../../server/src/analysis/workspace';
import type { Texts } from './open';
import { findingTexts, openWorkspace } from './open';

const group = (name: string, count: number): string => `
resource "aws_security_group" "${name}" {
  count = ${String(count)}
}
`;

/** With a tenth of the usual limit, so that reaching it takes a tenth of the time. */
const open = (texts: Texts): Workspace => openWorkspace(texts, {}, { mostInstances: 20_000 });

const limited = 'too-many-instances';

describe('a root with very many instances', () => {
  it('is read up to a limit, and says where it was reached', () => {
    const workspace = open({
      '/main.tf': `${group('a', 9_000)}${group('b', 9_000)}${group('c', 9_000)}${group('d', 1)}`,
    });
    assert.deepEqual(findingTexts(workspace, limited), [`${limited} /main.tf:10`]);
    const model = workspace.roots()[0]?.root.model() ?? assert.fail();
    assert.equal(model.groups.size, 18_000);
  });

  it('claims nothing that hangs on what was not read', () => {
    const text = `${group('last', 1)}${group('a', 9_000)}${group('b', 9_000)}`;
    const unused = (more: number): string[] =>
      findingTexts(open({ '/main.tf': `${text}${group('c', more)}` }), 'group-not-attached');
    assert.notDeepEqual(unused(1), []);
    assert.deepEqual(unused(9_000), []);
    const model = open({ '/main.tf': `${text}${group('c', 9_000)}` })
      .roots()[0]
      ?.root.model();
    assert.deepEqual(
      model?.unplaced.rules.map(({ direction, certainty }) => `${direction} ${certainty}`),
      ['ingress possible', 'egress possible'],
    );
    assert.equal(model.unplaced.attachments.length, 1);
  });

  it('is cut between modules, in their order, and is whole again after an edit', () => {
    const call = (count: number): string => `module "many" {
  source = "./many"
  count  = ${String(count)}
}
module "other" {
  source = "./many"
}
`;
    const workspace = open({ '/main.tf': call(900), '/many/main.tf': group('a', 100) });
    const size = (): number | undefined => workspace.roots()[0]?.root.model().groups.size;
    assert.equal(size(), 20_000);
    assert.deepEqual(findingTexts(workspace, limited), [`${limited} /main.tf:1`]);
    workspace.setFile(uriOfPath('/main.tf'), call(2));
    assert.equal(size(), 300);
    assert.deepEqual(findingTexts(workspace, limited), []);
    workspace.setFile(uriOfPath('/main.tf'), call(900));
    assert.equal(size(), 20_000);
  });
});
