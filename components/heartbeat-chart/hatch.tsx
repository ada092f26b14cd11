/** The texture of what was not observed, as an SVG pattern to fill with. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="1.2" height="6" fill="var(--ink3)" opacity="0.55" />
      </pattern>
    </defs>
  );
}
