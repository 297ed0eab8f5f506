import type { ServiceName } from '../wire/exchange';
import autoscaling from './application-autoscaling.json';
import ecr from './ecr.json';
import monitoring from './monitoring.json';
import sagemaker from './sagemaker.json';
import sts from './sts.json';

/** One shape of AWS's model; which members it has depends on its type. References are names of shapes. */
export interface Shape {
  readonly type: string;
  readonly required?: readonly string[];
  readonly members?: Readonly<Record<string, string>>;
  readonly member?: string;
  readonly key?: string;
  readonly value?: string;
  readonly enum?: readonly string[];
  /** Of a number its value, of a string its characters, of a list or map its entries. */
  readonly min?: number;
  readonly max?: number;
  /** As Java reads it; the whole string must fit. */
  readonly pattern?: string;
  /** Exactly one of the members is given. */
  readonly union?: boolean;
}

/** What AWS says about the inputs of the operations the sandbox serves. Written by `npm run service-models`. */
export interface ServiceModel {
  readonly title: string;
  /** Operation to the shape of its input; null where it takes none. */
  readonly operations: Readonly<Record<string, string | null>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

/** S3 is not among them: its inputs are headers and parameters, which it refuses with words of its own. */
export const serviceModels: Readonly<Partial<Record<ServiceName, ServiceModel>>> = {
  sagemaker,
  monitoring,
  ecr,
  'application-autoscaling': autoscaling,
  sts,
};
