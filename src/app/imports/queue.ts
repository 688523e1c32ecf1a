/** A step of an import, or of taking one back, or of forgetting one: done later by a queue, at least once, in any order. */
export interface ImportTask {
  kind: 'take' | 'undo' | 'forget';
  importId: string;
  /** The checkpoint that it was sent for. */
  step: number;
}

export interface ImportQueue {
  push(task: ImportTask, delaySeconds?: number): Promise<void>;
}
