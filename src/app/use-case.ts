import {
  type CallName,
  type CallPermission,
  type CallReply,
  type ParsedInput,
} from '../contract/index';
import { type Grants } from './authorise';
import { type Caller, type Ports } from './ports';

/** What a use case is given: parsed input, and what the permission found out when it was granted. */
export interface Doing<N extends CallName> {
  ports: Ports;
  caller: Caller;
  input: ParsedInput<N>;
  grant: Grants[CallPermission<N>];
}

export type UseCase<N extends CallName> = (doing: Doing<N>) => Promise<CallReply<N>>;
