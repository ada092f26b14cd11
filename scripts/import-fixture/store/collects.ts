import '#collectors/evaluates.ts';
