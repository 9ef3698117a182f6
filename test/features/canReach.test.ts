import assert from 'node:assert/strict';
import { createWorkspace } from '../../server/src/analysis/workspace';
import { answerReach } from '../../server/src/features/canReach';
import { documentUri } from '../../server/src/source/documentUri';
import { threeTierFiles } from '../reachability/threeTier';

describe('"Can A reach B?" in the editor', () => {
  it('tells the way over hops, and its weakest link, where there is no direct one', () => {
    const folder = documentUri('file:///workspace');
    const workspace = createWorkspace({ folders: [folder] });
    for (const [path, text] of Object.entries(threeTierFiles())) {
      workspace.setFile(documentUri(`${folder}/${path}`), text);
    }
    const reply = answerReach(workspace, {
      root: null,
      source: 'internet',
      destination: 'module.service.aws_ecs_service.this',
      protocol: 'tcp',
      port: 80,
    });
    assert.equal(reply.kind, 'answer');
    assert.equal(reply.verdict, 'unreachable');
    const hops = reply.steps.filter(({ title }) => title.startsWith('Over 2 hops'));
    assert.deepEqual(
      hops.map(({ verdict, detail }) => [verdict, detail.startsWith('The weakest link')]),
      [
        ['allow', true],
        ['allow', false],
      ],
    );
    assert.match(
      hops[1]?.title ?? '',
      /module\.alb\.aws_lb\.this → .*aws_ecs_service\.this on tcp\/80 http$/,
    );
    assert.notEqual(hops[0]?.location, undefined);
  });
});
