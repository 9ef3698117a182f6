/**
 * What Terraform itself would say about a file's syntax. HashiCorp's parser runs in a worker thread that is started at
 * the first question, kept, and replaced when it crashes or hangs. It never holds the process, and never harms it.
 */

import { createRequire } from 'node:module';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { readHcl2jsonError, sentinel, type VerdictProblem } from './hcl2jsonErrors';
import type { Hcl2jsonAnswer, Hcl2jsonRequest } from './hcl2jsonWorker';

export type { VerdictProblem } from './hcl2jsonErrors';

export interface Verdict {
  /** In the parser's order; empty when Terraform would accept the file. */
  readonly problems: readonly VerdictProblem[];
}

export interface TerraformVerdict {
  /**
   * The verdict on a text; `fileName` tells its syntax by its ending. Undefined when there is none: for JSON syntax, and
   * when the parser crashed or did not answer in time. Never rejects.
   */
  verdict(fileName: string, text: string): Promise<Verdict | undefined>;
  /** Stops the worker. Open questions get no verdict. */
  dispose(): Promise<void>;
}

export interface VerdictOptions {
  readonly startWorker?: () => Worker;
  /** How long one question may take, the worker's start included. */
  readonly timeoutMilliseconds?: number;
}

/** After so many failures in a row the worker is not started again: something is wrong with the installation. */
const mostFailures = 3;

interface Question {
  readonly text: string;
  readonly resolve: (verdict: Verdict | undefined) => void;
}

export function createTerraformVerdict(options: VerdictOptions = {}): TerraformVerdict {
  const { startWorker = startHcl2jsonWorker, timeoutMilliseconds = 10_000 } = options;
  const waiting: Question[] = [];
  let worker: Worker | undefined;
  let asked: Question | undefined;
  let timer: NodeJS.Timeout | undefined;
  let failures = 0;
  let disposed = false;

  const settle = (verdict: Verdict | undefined): void => {
    clearTimeout(timer);
    const question = asked;
    asked = undefined;
    question?.resolve(verdict);
    askNext();
  };

  const fail = (failed: Worker | undefined): void => {
    if (failed !== worker) return;
    worker = undefined;
    // A thread that is being terminated may still report an error; nobody listens any more.
    failed?.removeAllListeners();
    failed?.on('error', () => undefined);
    void failed?.terminate();
    // A worker that ends while nothing was asked costs nothing: the next question starts another.
    if (asked === undefined) return;
    failures++;
    settle(undefined);
  };

  const start = (): Worker => {
    const started = startWorker();
    // The thread alone must not keep a finished program alive.
    started.unref();
    started.on('message', ({ error }: Hcl2jsonAnswer) => {
      if (started !== worker || asked === undefined) return;
      failures = 0;
      settle({ problems: error === undefined ? [] : readHcl2jsonError(error, asked.text) });
    });
    started.on('error', () => fail(started));
    started.on('exit', () => fail(started));
    return started;
  };

  const askNext = (): void => {
    if (asked !== undefined) return;
    asked = waiting.shift();
    if (asked === undefined) return;
    if (disposed || failures >= mostFailures) {
      settle(undefined);
      return;
    }
    try {
      worker ??= start();
      const request: Hcl2jsonRequest = { fileName: sentinel, text: asked.text };
      worker.postMessage(request);
      const current = worker;
      timer = setTimeout(() => fail(current), timeoutMilliseconds);
      timer.unref();
    } catch {
      // The worker could not even be started.
      fail(worker);
    }
  };

  return {
    verdict(fileName, text) {
      if (fileName.endsWith('.json')) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        waiting.push({ text, resolve });
        askNext();
      });
    },
    async dispose() {
      disposed = true;
      const stopped = worker;
      worker = undefined;
      stopped?.removeAllListeners();
      stopped?.on('error', () => undefined);
      settle(undefined);
      await stopped?.terminate();
    },
  };
}

/** The bundle beside this one; when run from source, the source beside this file, through the loader tests use. */
function startHcl2jsonWorker(): Worker {
  if (path.extname(__filename) === '.ts') {
    const loader = createRequire(__filename).resolve('tsx/cjs');
    return new Worker(path.join(__dirname, 'hcl2jsonWorker.ts'), { execArgv: ['--require', loader] });
  }
  return new Worker(path.join(__dirname, 'hcl2json.js'), { execArgv: [] });
}
