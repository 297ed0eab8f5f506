import type { EvidenceReference } from '../release/evidence';
import type { Stop } from '../release/outcome';
import type { UndoFailure } from '../release/status';
import { sentenceOf } from './failure';

/** What a release may change, in the order in which it is taken back: traffic, then configuration, then the rest, last in first out. */
export type Resource =
  | 'traffic'
  | 'scaling'
  | 'configuration'
  | 'registry'
  | 'alarms'
  | 'scale-in'
  | 'configs'
  | 'model';

export interface UndoRequest {
  readonly stop: Stop;
  /** A person has seen the change somebody else made and wants it overwritten. */
  readonly overwrite: boolean;
}

export interface Undone {
  readonly summary: string;
  readonly evidence?: EvidenceReference;
}

/** How one resource gets back to the rollback target; idempotent, and safe when the action never happened. */
export interface Undo {
  readonly what: string;
  /** For a person, where the undo fails. */
  readonly command: string;
  readonly run: (request: UndoRequest) => Promise<Undone>;
}

export interface RollbackReport {
  readonly undone: readonly Undone[];
  readonly failed: readonly UndoFailure[];
}

const production: readonly Resource[] = ['traffic', 'configuration'];

/** The undos of a release: one per resource, registered before its first mutation. */
export class Rollback {
  private readonly undos = new Map<Resource, Undo>();

  /** The only way to mutate anything: the undo is known before the act begins. */
  async guard<T>(resource: Resource, act: () => Promise<T>, undo: Undo): Promise<T> {
    if (!this.undos.has(resource)) this.undos.set(resource, undo);
    return await act();
  }

  /** Production was, or may have been, changed. */
  get touched(): boolean {
    return this.undos.has('configuration');
  }

  /** What is not undone yet. */
  get left(): readonly Pick<Undo, 'what' | 'command'>[] {
    return [...this.undos.values()];
  }

  /** Something of this resource was, or may have been, made. */
  holds(resource: Resource): boolean {
    return this.undos.has(resource);
  }

  /** Takes production back; a failed undo does not stop the other, and stays for the next try. */
  restoreProduction(request: UndoRequest): Promise<RollbackReport> {
    return this.run(
      production.filter((resource) => this.undos.has(resource)),
      request,
    );
  }

  /** Removes what the release made, last in first out. */
  cleanUp(request: UndoRequest): Promise<RollbackReport> {
    const rest = [...this.undos.keys()].filter((resource) => !production.includes(resource));
    return this.run(rest.reverse(), request);
  }

  private async run(order: readonly Resource[], request: UndoRequest): Promise<RollbackReport> {
    const undone: Undone[] = [];
    const failed: UndoFailure[] = [];
    for (const resource of order) {
      const undo = this.undos.get(resource);
      if (!undo) continue;
      try {
        undone.push(await undo.run(request));
        this.undos.delete(resource);
      } catch (error) {
        failed.push({ what: undo.what, why: sentenceOf(error), command: undo.command });
      }
    }
    return { undone, failed };
  }
}
