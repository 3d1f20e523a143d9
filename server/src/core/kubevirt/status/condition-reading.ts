/** What is told of a condition of a VM or a VMI, as data. Types only. */

export interface ConditionReading {
  readonly of: 'vm' | 'vmi';
  /** `phase` for the phase of a VMI that has failed, which is no condition. */
  readonly type: string;
  readonly status: string;
  /** `status.conditions[2]` of the object. */
  readonly field: string;
  readonly weight: 'fine' | 'waiting' | 'trouble';
  readonly meaning: string;
  /** Since when, and until when something waits. */
  readonly clock?: string;
  readonly nextSteps: readonly string[];
  /** The NIC that it is about. */
  readonly network?: string;
}

/** What is told of a condition by its type. */
export type Told = Pick<ConditionReading, 'weight' | 'meaning' | 'nextSteps'> &
  Partial<Pick<ConditionReading, 'clock' | 'network'>>;
