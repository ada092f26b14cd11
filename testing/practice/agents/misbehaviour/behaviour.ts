import type { ServerResponse } from 'node:http';
import type { AgentAnswer } from '../agent.ts';

/** Replacement content of an agent's answer. */
export type Rewrite = (answer: AgentAnswer) => AgentAnswer;

/** Unusual transport of an agent's answer. */
export type Send = (response: ServerResponse, answer: AgentAnswer) => void;
