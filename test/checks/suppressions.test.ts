import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkOfCode, closestCode } from '../../server/src/checks/catalogue';
import type { CommentPlace, LineRange, PlacedSuppression } from '../../server/src/checks/suppressions';
import { applySuppressions, coveredLines, parseSuppressions } from '../../server/src/checks/suppressions';

const options = { checkOf: checkOfCode, suggest: closestCode, ran: () => true, today: '2026-06-15' };

function place(comment: string, lines: LineRange = { first: 4, last: 4 }): PlacedSuppression<string>[] {
  return parseSuppressions(comment).map((suppression) => ({ suppression, lines, file: 'a', place: comment }));
}

function finding(code: string, first = 4) {
  return { code, file: 'a', lines: { first, last: first } };
}

/** What suppresses the finding of a code on the suppression's line. */
function suppresses(comment: string, code: string): string | undefined {
  const found = finding(code);
  return applySuppressions([found], place(comment), options).suppressed.get(found)?.by;
}

describe('parsing suppression comments', () => {
  it('reads our own: codes, and the reason behind two hyphens', () => {
    assert.deepEqual(
      parseSuppressions('# sg-lens: ignore invalid-cidr, host-bits-set -- fixed by -- the proxy'),
      [
        {
          by: 'sg-lens',
          ids: ['invalid-cidr', 'host-bits-set'],
          reason: 'fixed by -- the proxy',
          reach: 'place',
          expires: undefined,
        },
      ],
    );
  });

  it('reads it behind any comment marker', () => {
    for (const comment of [
      '//sg-lens:ignore a-b -- c',
      '/* sg-lens: ignore a-b -- c */',
      '#sg-lens: ignore a-b --c',
    ]) {
      const [suppression] = parseSuppressions(comment);
      assert.deepEqual(suppression?.ids[0], 'a-b', comment);
    }
    assert.equal(parseSuppressions('/* sg-lens: ignore a-b -- c */')[0]?.reason, 'c');
  });

  it('finds no reason where there are only hyphens', () => {
    assert.equal(parseSuppressions('# sg-lens: ignore a-b --')[0]?.reason, undefined);
    assert.equal(parseSuppressions('# sg-lens: ignore a-b')[0]?.reason, undefined);
  });

  it('reads those of Checkov, with and without a reason', () => {
    assert.deepEqual(parseSuppressions('#checkov:skip=CKV_AWS_24:jump host: only'), [
      { by: 'checkov', ids: ['CKV_AWS_24'], reason: 'jump host: only', reach: 'block', expires: undefined },
    ]);
    assert.equal(parseSuppressions('# checkov:skip=CKV2_AWS_5')[0]?.reason, undefined);
  });

  it('reads several of Trivy and tfsec in one comment, with the day on which they expire', () => {
    const found = parseSuppressions(
      '#trivy:ignore:AVD-AWS-0107:exp:2026-07-01 #tfsec:ignore:aws-vpc-no-public-ingress-sgr',
    );
    assert.deepEqual(
      found.map(({ by, ids, expires }) => [by, ids[0], expires]),
      [
        ['trivy', 'AVD-AWS-0107', '2026-07-01'],
        ['tfsec', 'aws-vpc-no-public-ingress-sgr', undefined],
      ],
    );
  });

  it('leaves alone those that are limited to values or workspaces', () => {
    assert.deepEqual(parseSuppressions('#trivy:ignore:aws-ec2-no-public-ingress-sgr[from_port=443]'), []);
    assert.deepEqual(parseSuppressions('#tfsec:ignore:aws-vpc-no-public-ingress-sgr:ws:testing'), []);
  });

  it('reads those of KICS', () => {
    assert.equal(parseSuppressions('# kics-scan ignore-line')[0]?.reach, 'line');
    assert.equal(parseSuppressions('# kics-scan ignore-block')[0]?.reach, 'below');
    assert.deepEqual(parseSuppressions('# kics-scan ignore'), []);
  });

  it('never throws, and finds nothing in ordinary comments', () => {
    assert.deepEqual(parseSuppressions('# The office. Ignore the rest.'), []);
    fc.assert(
      fc.property(fc.string(), (text) => Array.isArray(parseSuppressions(`# sg-lens: ignore ${text}`))),
    );
  });
});

describe('the lines of a suppression', () => {
  const block = { first: 6, last: 12, isBlock: true };
  const argument = { first: 4, last: 4, isBlock: false };
  const lines = (comment: string, where: Partial<CommentPlace>): LineRange | undefined => {
    const [suppression] = parseSuppressions(comment);
    return coveredLines(suppression!, {
      line: 4,
      beside: undefined,
      below: undefined,
      around: undefined,
      ...where,
    });
  };

  it('are those of what begins on its own line, else of what stands below', () => {
    const own = '# sg-lens: ignore invalid-cidr -- why';
    assert.equal(lines(own, { beside: argument, below: block }), argument);
    assert.equal(lines(own, { below: block }), block);
    assert.equal(lines(own, {}), undefined);
  });

  it('are those of the whole resource for Checkov', () => {
    const around = { first: 0, last: 20 };
    assert.equal(lines('#checkov:skip=CKV_AWS_24', { beside: argument, below: block, around }), around);
  });

  it('are the first line of a block for ignore-line of KICS, and all of it for ignore-block', () => {
    assert.deepEqual(lines('# kics-scan ignore-line', { below: block }), { first: 6, last: 6 });
    assert.equal(lines('# kics-scan ignore-block', { below: block }), block);
  });
});

describe('applying suppressions', () => {
  it('suppresses findings of the code that begin on the lines, and no others', () => {
    const inside = finding('invalid-cidr');
    const outside = finding('invalid-cidr', 5);
    const other = finding('host-bits-set');
    const elsewhere = { ...finding('invalid-cidr'), file: 'b' };
    const { suppressed, remarks } = applySuppressions(
      [inside, outside, other, elsewhere],
      place('# sg-lens: ignore invalid-cidr -- why not'),
      options,
    );
    assert.deepEqual([...suppressed], [[inside, { by: 'sg-lens', reason: 'why not' }]]);
    assert.deepEqual(remarks, []);
  });

  it('has no effect without a reason, and says so', () => {
    const found = finding('invalid-cidr');
    const { suppressed, remarks } = applySuppressions(
      [found],
      place('# sg-lens: ignore invalid-cidr'),
      options,
    );
    assert.equal(suppressed.size, 0);
    assert.deepEqual(
      remarks.map(({ code }) => code),
      ['suppression-without-reason'],
    );
  });

  it('says of each code whether it is unused or misspelt', () => {
    const comment = '# sg-lens: ignore invalid-cidr, host-bits-set, invalid-cdir -- why';
    const { remarks } = applySuppressions([finding('invalid-cidr')], place(comment), options);
    assert.deepEqual(
      remarks.map(({ code, message }) => [code, message.slice(0, 24)]),
      [
        ['unused-suppression', 'Nothing here is reported'],
        ['unused-suppression', 'There is no check invali'],
      ],
    );
    assert.match(remarks[1]!.message, /Did you mean invalid-cidr\?/);
  });

  it('does not call unused what was not looked for', () => {
    const { remarks } = applySuppressions([], place('# sg-lens: ignore reachability-removed -- planned'), {
      ...options,
      ran: (code) => code !== 'reachability-removed',
    });
    assert.deepEqual(remarks, []);
  });

  it('honours ids of other tools that the check covers, in any case', () => {
    assert.equal(suppresses('#checkov:skip=CKV_AWS_24:jump host', 'sensitive-port-exposed'), 'checkov');
    assert.equal(suppresses('#trivy:ignore:avd-aws-0107', 'sensitive-port-exposed'), 'trivy');
    assert.equal(
      suppresses('#tfsec:ignore:aws-vpc-no-public-ingress-sgr', 'ingress-open-to-internet'),
      'tfsec',
    );
    assert.equal(suppresses('#tfsec:ignore:*', 'ingress-open-to-internet'), 'tfsec');
    assert.equal(suppresses('# kics-scan ignore-line', 'sensitive-port-exposed'), 'kics');
  });

  it('does not honour ids that the check does not cover', () => {
    assert.equal(suppresses('#checkov:skip=CKV_AWS_24', 'all-traffic-allowed'), undefined);
    assert.equal(suppresses('#trivy:ignore:CKV_AWS_24', 'sensitive-port-exposed'), undefined);
    assert.equal(suppresses('#tfsec:ignore:*', 'duplicate-rule'), undefined);
    assert.equal(suppresses('# kics-scan ignore-line', 'duplicate-rule'), undefined);
  });

  it('says nothing about comments of other tools that suppress nothing', () => {
    assert.deepEqual(applySuppressions([], place('#checkov:skip=CKV_AWS_24'), options).remarks, []);
  });

  it('lets suppressions expire, where there is a clock', () => {
    const found = finding('sensitive-port-exposed');
    const on = (today: string | undefined): number =>
      applySuppressions([found], place('#trivy:ignore:AVD-AWS-0107:exp:2026-06-15'), { ...options, today })
        .suppressed.size;
    assert.equal(on('2026-06-15'), 1);
    assert.equal(on('2026-06-16'), 0);
    assert.equal(on(undefined), 1);
  });
});
