import '#features/one/ui/reads.tsx';
