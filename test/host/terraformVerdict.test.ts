import assert from 'node:assert/strict';
import { Worker } from 'node:worker_threads';
import { readHcl2jsonError, sentinel } from '../../server/src/host/hcl2jsonErrors';
import { createTerraformVerdict, type TerraformVerdict } from '../../server/src/host/terraformVerdict';

describe("Terraform's verdict", () => {
  let terraform: TerraformVerdict;
  before(() => {
    terraform = createTerraformVerdict();
  });
  after(() => terraform.dispose());

  it('has no problems with a valid file', async () => {
    assert.deepEqual(await terraform.verdict('main.tf', 'locals {\n  a = 1\n}\n'), { problems: [] });
  });

  it('gives the place of a problem as a range of the editor, and its two sentences', async () => {
    const verdict = await terraform.verdict('main.tf', 'locals {\n  a = 1 2\n}\n');
    assert.deepEqual(verdict?.problems, [
      {
        range: { start: { line: 1, character: 8 }, end: { line: 1, character: 9 } },
        message: {
          summary: 'Missing newline after argument',
          detail: 'An argument definition must end with a newline.',
        },
      },
    ]);
  });

  it('counts columns in UTF-16 although the parser counts in grapheme clusters', async () => {
    // One cluster of 11 code units before the escape.
    const text = 'a = "👨‍👩‍👧‍👦\\q"\n';
    const verdict = await terraform.verdict('main.tf', text);
    const [problem] = verdict?.problems ?? [];
    assert.equal(problem?.message.summary, 'Invalid escape sequence');
    assert.deepEqual(problem.range, {
      start: { line: 0, character: text.indexOf('\\q') },
      end: { line: 0, character: text.indexOf('\\q') + 2 },
    });
  });

  it('counts columns behind a byte order mark, and lines over \\r\\n', async () => {
    const first = await terraform.verdict('main.tf', '\ufeffa = "\\q"\r\n');
    assert.deepEqual(first?.problems[0]?.range.start, { line: 0, character: 6 });
    const second = await terraform.verdict('main.tf', 'a = 1\r\nb = "\\q"\r\n');
    assert.deepEqual(second?.problems[0]?.range.start, { line: 1, character: 5 });
  });

  it('names another place in the same file by its line', async () => {
    const verdict = await terraform.verdict('main.tf', 'a = 1\nb = 2\na = 3\n');
    assert.equal(
      verdict?.problems[0]?.message.detail,
      'The argument "a" was already set at line 1. Each argument may be set only once.',
    );
  });

  it('reports several problems apart', async () => {
    const verdict = await terraform.verdict('main.tf', 'a = "\\q"\nb = "\\p"\n');
    assert.deepEqual(
      verdict?.problems.map(({ range, message }) => [range.start.line, message.summary]),
      [
        [0, 'Invalid escape sequence'],
        [1, 'Invalid escape sequence'],
      ],
    );
  });

  it('does not blame the user for files that only the conversion to JSON cannot take', async () => {
    // A block and an argument of one name: valid syntax, no JSON.
    const verdict = await terraform.verdict('main.tf', 'x {\n  a = 1\n  a {\n  }\n}\n');
    assert.deepEqual(verdict, { problems: [] });
  });

  it('gives no verdict on JSON syntax', async () => {
    assert.equal(await terraform.verdict('main.tf.json', '{'), undefined);
  });

  it('answers questions that are asked at once, each with its own verdict', async () => {
    const verdicts = await Promise.all(
      ['a = 1\n', 'a = \n', 'a = 2\n'].map((text) => terraform.verdict('main.tf', text)),
    );
    assert.deepEqual(
      verdicts.map((verdict) => verdict?.problems.length),
      [0, 1, 0],
    );
  });
});

describe('A broken worker', () => {
  /** Answers "crash" by throwing, "hang" by never answering, all else by accepting. */
  const code = `
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', ({ text }) => {
      if (text === 'crash') throw new Error('crash');
      if (text === 'exit') process.exit(1);
      if (text === 'hang') for (;;);
      parentPort.postMessage({ error: undefined });
    });`;
  let started = 0;
  const startWorker = (): Worker => {
    started++;
    return new Worker(code, { eval: true });
  };

  beforeEach(() => {
    started = 0;
  });

  for (const way of ['crash', 'exit']) {
    it(`gives no verdict after a ${way}, and the next question a new worker`, async () => {
      const terraform = createTerraformVerdict({ startWorker });
      assert.equal(await terraform.verdict('main.tf', way), undefined);
      assert.deepEqual(await terraform.verdict('main.tf', 'a = 1'), { problems: [] });
      assert.equal(started, 2);
      await terraform.dispose();
    });
  }

  it('is replaced when it does not answer in time', async () => {
    const terraform = createTerraformVerdict({ startWorker, timeoutMilliseconds: 300 });
    const hanging = terraform.verdict('main.tf', 'hang');
    const next = terraform.verdict('main.tf', 'a = 1');
    assert.equal(await hanging, undefined);
    assert.deepEqual(await next, { problems: [] });
    assert.equal(started, 2);
    await terraform.dispose();
  });

  it('is given up after three failures in a row', async () => {
    const terraform = createTerraformVerdict({ startWorker });
    for (let i = 0; i < 5; i++) assert.equal(await terraform.verdict('main.tf', 'crash'), undefined);
    assert.equal(started, 3);
    await terraform.dispose();
  });

  it('that cannot be started gives no verdict', async () => {
    const terraform = createTerraformVerdict({
      startWorker: () => {
        throw new Error('no threads');
      },
    });
    assert.equal(await terraform.verdict('main.tf', 'a = 1'), undefined);
    await terraform.dispose();
  });

  it('leaves no question open when it is disposed of', async () => {
    const terraform = createTerraformVerdict({ startWorker });
    const verdicts = [terraform.verdict('main.tf', 'hang'), terraform.verdict('main.tf', 'a = 1')];
    await terraform.dispose();
    assert.deepEqual(await Promise.all(verdicts), [undefined, undefined]);
    assert.equal(await terraform.verdict('main.tf', 'a = 1'), undefined);
  });
});

describe("The parser's error text", () => {
  it('that is no list of problems is not shown to the user', () => {
    assert.deepEqual(readHcl2jsonError('convert to HCL: Unable to convert Block to JSON: a', 'a'), []);
  });

  it('may name a range over several lines', () => {
    const error = `parse config: [${sentinel}:1,5-2,1: Missing attribute value; Expected one.]`;
    assert.deepEqual(readHcl2jsonError(error, 'a={b\n=1}\n')[0]?.range, {
      start: { line: 0, character: 4 },
      end: { line: 1, character: 0 },
    });
  });

  it('may point behind the end of the text', () => {
    const error = `parse config: [${sentinel}:9,1-1: Missing expression; Expected one.]`;
    assert.deepEqual(readHcl2jsonError(error, 'a =')[0]?.range.start, { line: 0, character: 3 });
  });
});
