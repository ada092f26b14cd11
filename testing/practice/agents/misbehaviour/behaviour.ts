import type { ServerResponse } from 'node:http';
import type { AgentAnswer } from '../agent.ts';

/** What an agent says in the place of what it should say. */
export type Rewrite = (answer: AgentAnswer) => AgentAnswer;

/** How an agent sends what it says, when it does not simply send it. */
export type Send = (response: ServerResponse, answer: AgentAnswer) => void;
