import assert from 'node:assert/strict';
import { describeEnvironment, rootsText } from '../../client/src/environmentText';
import { describeStatus } from '../../client/src/statusText';
import type { StatusParams } from '../../server/src/lsp/protocol';

const NOTHING: StatusParams = {
  state: 'ready',
  message: '',
  groups: 0,
  rules: 0,
  findings: { error: 0, warning: 0, information: 0, hint: 0 },
  environment: null,
  environments: 0,
};

describe('the words of the status item', () => {
  it('say how much was found, the worst first', () => {
    const status = {
      ...NOTHING,
      groups: 2,
      rules: 1,
      findings: { error: 1, warning: 2, information: 1, hint: 1 },
    };
    assert.deepEqual(describeStatus(status, true), {
      text: 'SG Lens: 1 error, 2 warnings, 2 notes',
      detail: '2 groups, 1 rule',
    });
  });

  it('say so where there is nothing', () => {
    assert.deepEqual(describeStatus(NOTHING, true), {
      text: 'SG Lens: nothing found',
      detail: 'no groups, no rules',
    });
  });

  it('tell what is being read', () => {
    assert.deepEqual(describeStatus({ ...NOTHING, state: 'indexing', message: 'live/prod' }, true), {
      text: 'SG Lens: reading',
      detail: 'live/prod',
    });
  });

  it('tell what an analysis goes without', () => {
    const status: StatusParams = { ...NOTHING, state: 'error', message: 'live/prod cannot be read' };
    assert.deepEqual(describeStatus(status, true), {
      text: 'SG Lens: incomplete',
      detail: 'live/prod cannot be read',
    });
  });

  it('tell that an untrusted workspace is not compared with git', () => {
    assert.match(describeStatus(NOTHING, false).detail, /not compared with git$/);
    assert.match(
      describeStatus({ ...NOTHING, state: 'error', message: 'x' }, false).detail,
      /not compared with git$/,
    );
  });
});

describe('the words about environments', () => {
  it('name the one that is looked at, or all, and are silent where there is none', () => {
    assert.equal(describeEnvironment({ environment: 'prod', environments: 2 }), 'SG Lens environment: prod');
    assert.equal(describeEnvironment({ environment: null, environments: 2 }), 'SG Lens environment: all');
    assert.equal(describeEnvironment({ environment: null, environments: 0 }), undefined);
  });

  it('name a few roots and count the others', () => {
    assert.equal(rootsText(['live', 'network']), 'live, network');
    assert.equal(rootsText(['a', 'b', 'c', 'd', 'e']), 'a, b, c and 2 more');
  });
});
