/** Long work in short slices: between two of them, whatever was asked meanwhile is answered. */
import type { Scheduler } from '../ports.ts';

/** Milliseconds that one slice may take. */
const longest = 8;

export class Slices {
  private started: number;

  constructor(private readonly scheduler: Scheduler) {
    this.started = scheduler.now();
  }

  /** Whether others should have their turn now. */
  get isOver(): boolean {
    return this.scheduler.now() - this.started >= longest;
  }

  /** Gives others their turn; then the next slice begins. */
  async next(): Promise<void> {
    await this.scheduler.pause();
    this.started = this.scheduler.now();
  }
}
