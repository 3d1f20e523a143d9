/** Runs parts of a work in threads of the same program, which finds its part in `workerData` and posts its answer. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** More would mostly wait for memory. */
const mostThreads = 8;

/** How many threads a work can have. */
export function threadCount(): number {
  return Math.min(availableParallelism(), mostThreads);
}

/** Answers in the order of the parts; rejects with the first fault, and stops all then. Parts and answers are plain data. */
export async function inThreads<T, R>(program: string, parts: readonly T[]): Promise<readonly R[]> {
  const workers = parts.map((workerData) => new Worker(program, { workerData, argv: [], env: process.env }));
  try {
    return await Promise.all(workers.map((worker) => answerOf<R>(worker)));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function answerOf<R>(worker: Worker): Promise<R> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a thread ended with ${code} and gave no answer`)));
  });
}
