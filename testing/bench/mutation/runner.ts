/**
 * Runs the tests of evaluation for Stryker within one process. They are loaded once, since that costs far more than
 * most of them, and a mutant is a switch in the loaded code; quick tests come first, and the first failure ends a
 * mutant.
 */

import { globSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InstrumenterContext, MutantCoverage } from '@stryker-mutator/api/core';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  type TestRunnerCapabilities,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { type CollectedTest, collectedTests, collectFrom } from './collect.ts';
import { forgetAll } from './once.ts';

declare global {
  /** Where the instrumented code looks which mutant is on, and counts what it reaches. */
  var __stryker__: InstrumenterContext | undefined;
}

const TESTS =
  '{lib/evaluate,features/conformance/model,testing/worlds,testing/samples,testing/zoo}/**/*.test.ts';
/**
 * Half of the worlds is enough; tests of wrong evaluations, documents and shrinking do not test evaluation. The zoo's cases
 * and the recorded situations would take most of a survivor's time, and kill next to nothing that the others do not.
 */
const LEFT_OUT =
  /worlds-second|worlds\/(saboteurs|derived|long|shrink)\/|grammar\/breadth|zoo\/(zoo|quarry)|situations\.test/;
const WORLDS_A_MUTANT = '12';
/** `MUTANTS=1/4`: one of four parts, drawn by their numbers. All others count as errors, and so in no score. */
const [PART = 0, PARTS = 1] = (process.env.MUTANTS ?? '0/1').split('/').map(Number);
/** Of each vocabulary. They meet the mappers too, which recorded worlds do not. */
const DRAWS_A_MUTANT = '100';
/** Tests that generate cases by the hundred catch little that the worlds do not, and take most of a survivor's time. */
const GENERATED =
  /in any sequence of observations|is total, the same for the same world|reds of every kind|opens in every situation|every bad agent opens|(make|draw) the same/;

/** What evaluation keeps per plan or fact would outlast the mutant that made it. */
const ONCE = /(^|\/)once\.ts$/;
/** Tests of another subject of evaluation reach a mutant and seldom are what kills it. What all subjects stand on, all test. */
const SUBJECT = /lib\/evaluate\/(agents|cadence|escalation|execution|failures)\//;

class LoadedTests implements TestRunner {
  readonly #tookMs = new Map<string, number>();

  /** Nothing is loaded again: code that runs while a file loads is left out (`ignoreStatic`). */
  capabilities(): TestRunnerCapabilities {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    process.env.SIMULATED_WORLDS = WORLDS_A_MUTANT;
    process.env.GRAMMAR_DRAWS = DRAWS_A_MUTANT;
    const collect = new URL('./collect.ts', import.meta.url).href;
    const once = new URL('./once.ts', import.meta.url).href;
    registerHooks({
      resolve: (specifier, context, next) => {
        if (specifier === 'vitest' && context.parentURL !== collect)
          return { url: collect, shortCircuit: true };
        return ONCE.test(specifier) && context.parentURL !== import.meta.url
          ? { url: once, shortCircuit: true }
          : next(specifier, context);
      },
    });
    for (const file of globSync(TESTS).sort()) {
      if (LEFT_OUT.test(file)) continue;
      await collectFrom(file, () => import(pathToFileURL(resolve(file)).href));
    }
    await this.#meetNoMutant();
  }

  /** Tells what a test costs, and makes what is kept for all mutants (worlds) before the first of them. */
  async #meetNoMutant(): Promise<void> {
    for (const test of testsOfMutants()) {
      const { timeSpentMs } = await outcomeOf(test);
      this.#tookMs.set(test.id, timeSpentMs);
    }
  }

  async dryRun(): Promise<DryRunResult> {
    const results: TestResult[] = [];
    for (const test of testsOfMutants()) {
      context().currentTestId = test.id;
      results.push(await outcomeOf(test));
    }
    context().currentTestId = undefined;
    const none: MutantCoverage = { static: {}, perTest: {} };
    return {
      status: DryRunStatus.Complete,
      tests: results,
      mutantCoverage: context().mutantCoverage ?? none,
    };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }: MutantRunOptions): Promise<MutantRunResult> {
    if (!isDrawn(activeMutant.id)) return { status: MutantRunStatus.Error, errorMessage: 'not drawn' };
    const ns = context();
    forgetAll();
    ns.activeMutant = activeMutant.id;
    ns.hitCount = hitLimit === undefined ? undefined : 0;
    ns.hitLimit = hitLimit;
    const results = await this.#untilOneFails(testFilter, SUBJECT.exec(activeMutant.fileName)?.[1]);
    ns.activeMutant = undefined;
    const endless = determineHitLimitReached(ns.hitCount, hitLimit);
    return toMutantRunResult(endless ?? { status: DryRunStatus.Complete, tests: results });
  }

  async #untilOneFails(
    wanted: readonly string[] | undefined,
    subject: string | undefined,
  ): Promise<TestResult[]> {
    const reaches = new Set(wanted);
    const tests = testsOfMutants().filter(
      ({ id, file }) => (wanted === undefined || reaches.has(id)) && isAbout(file, subject),
    );
    const results: TestResult[] = [];
    for (const test of tests.toSorted((a, b) => this.#cost(a) - this.#cost(b))) {
      const result = await outcomeOf(test);
      results.push(result);
      if (result.status === TestStatus.Failed) break;
    }
    return results;
  }

  #cost(test: CollectedTest): number {
    return this.#tookMs.get(test.id) ?? 0;
  }
}

function isDrawn(id: string): boolean {
  return (Math.imul(Number(id) + 17, 2_654_435_761) >>> 8) % PARTS === PART;
}

function testsOfMutants(): CollectedTest[] {
  return collectedTests().filter(({ name }) => !GENERATED.test(name));
}

function isAbout(file: string, subject: string | undefined): boolean {
  const own = SUBJECT.exec(file)?.[1];
  if (subject === undefined || own === subject) return true;
  return own === undefined && !file.startsWith('features/');
}

function context(): InstrumenterContext {
  globalThis.__stryker__ ??= {};
  return globalThis.__stryker__;
}

async function outcomeOf({ id, name, run }: CollectedTest): Promise<TestResult> {
  const began = performance.now();
  const base = { id, name };
  try {
    await run();
    return { ...base, status: TestStatus.Success, timeSpentMs: performance.now() - began };
  } catch (error) {
    const failureMessage = error instanceof Error ? error.message : String(error);
    return { ...base, status: TestStatus.Failed, failureMessage, timeSpentMs: performance.now() - began };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'loaded-tests', LoadedTests)];
