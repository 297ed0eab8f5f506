/** A request as the data plane served it, or a mirrored one whose answer nobody got. */
export interface RequestLine {
  readonly kind: 'request';
  readonly endpoint: string;
  readonly variant: string;
  readonly model: string;
  /** The version the artifact names, like `fraud/2`. */
  readonly version: string;
  readonly instance: string;
  /** What the model answered; 0 when it gave no answer. */
  readonly status: number;
  /** What the caller got; absent for mirrored requests. */
  readonly answered?: number;
  /** The model's time, ms. */
  readonly ms: number;
  readonly mirrored: boolean;
  readonly targeted: boolean;
  readonly id?: string;
}

/** One answer to the load, as the client saw it. */
export interface LoadLine {
  readonly kind: 'load';
  readonly endpoint: string;
  readonly id: string;
  /** When it was meant to be sent, ISO: an open loop does not wait for answers. */
  readonly sentAt: string;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  readonly variant?: string;
  /** From the intended time to the answer, ms. */
  readonly ms: number;
  /** Why there was no answer, or what an answer other than 200 says. */
  readonly error?: string;
}

/** One call to a control plane, with what became of it. */
export interface CallLine {
  readonly kind: 'call';
  readonly service: string;
  readonly operation: string;
  readonly input: unknown;
  readonly caller: string;
  readonly requestId: string;
  readonly ok: boolean;
  readonly code?: string;
  readonly message?: string;
  /** Ids of the faults that acted on this call. */
  readonly faults?: readonly string[];
}

/** Status of an endpoint, written at each change. */
export interface EndpointLine {
  readonly kind: 'endpoint';
  readonly endpoint: string;
  readonly status: string;
  readonly config: string;
  readonly pendingConfig?: string;
  readonly failureReason?: string;
}

/** What serves an endpoint from now on: weights and counts in force. */
export interface ServingLine {
  readonly kind: 'serving';
  readonly endpoint: string;
  readonly config: string;
  /** A new fleet took over, or weights or counts of the one that serves were changed. */
  readonly cause: 'deployment' | 'change';
  readonly variants: Readonly<Record<string, ServingVariant>>;
}

/** What a deployment does from now on, and how its traffic is shared. */
export interface DeploymentLine {
  readonly kind: 'deployment';
  readonly endpoint: string;
  /** The config on its way. */
  readonly config: string;
  /** As VariantStatus shows it. */
  readonly stage: string;
  /** Of the traffic, 0 to 1, that the fleet of this config gets. */
  readonly share: number;
  readonly message?: string;
}

export interface ServingVariant {
  readonly weight: number;
  readonly instances: number;
  readonly model: string;
  readonly version: string;
  readonly shadow: boolean;
}

export interface InstanceLine {
  readonly kind: 'instance';
  readonly endpoint: string;
  readonly variant: string;
  readonly instance: string;
  readonly model: string;
  readonly version: string;
  readonly event: 'starting' | 'healthy' | 'died' | 'stopped';
  readonly pid?: number;
  readonly reason?: string;
}

export interface PackageLine {
  readonly kind: 'package';
  readonly package: string;
  readonly from: string;
  readonly to: string;
  readonly by: string;
}

export interface AlarmLine {
  readonly kind: 'alarm';
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly by: string;
}

export interface FaultLine {
  readonly kind: 'fault';
  readonly fault: string;
  /** `began` and `ended` are of faults that wait for something or last for a time. */
  readonly event: 'added' | 'began' | 'acted' | 'released' | 'ended' | 'removed' | 'failed';
  /** For what happens in the world that is no call, the word for it. */
  readonly operation: string;
  /** `happens` for what happens in the world. */
  readonly action: string;
  /** Why it could not happen. */
  readonly reason?: string;
}

/** A version in the Model Registry was made, or a call asked to change it. */
export interface RegistryLine {
  readonly kind: 'registry';
  readonly arn: string;
  readonly by: string;
  /** The members that UpdateModelPackage was given; absent when the version was made. */
  readonly fields?: readonly string[];
}

/** What became of an event for one target. */
export interface EventLine {
  readonly kind: 'event';
  readonly id: string;
  readonly type: string;
  /** ARN. */
  readonly resource: string;
  readonly target: string;
  readonly outcome: 'sent' | 'failed' | 'dropped';
  readonly attempts: number;
  readonly reason?: string;
}

/** Something of which AWS's behaviour is not documented was asked for, and how it was taken. */
export interface UndocumentedLine {
  readonly kind: 'undocumented';
  readonly what: string;
}

export interface LoadRateLine {
  readonly kind: 'load-rate';
  readonly endpoint: string;
  readonly rps: number;
  /** Of the process that sends. */
  readonly pid?: number;
}

export interface SandboxLine {
  readonly kind: 'sandbox';
  readonly event: 'started' | 'ready' | 'stopped';
  readonly detail: Readonly<Record<string, unknown>>;
}

type AnyLine =
  | AlarmLine
  | CallLine
  | DeploymentLine
  | EndpointLine
  | EventLine
  | FaultLine
  | InstanceLine
  | LoadLine
  | LoadRateLine
  | PackageLine
  | RegistryLine
  | RequestLine
  | SandboxLine
  | ServingLine
  | UndocumentedLine;

/** What happened, and to which account where that is not the first. */
export type LogEvent = AnyLine & { readonly account?: string };

export type LogLine<Event extends LogEvent = LogEvent> = Event & {
  /** When it happened, ISO with ms. */
  readonly at: string;
};
