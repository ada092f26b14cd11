/** A piece of a runbook's Markdown as HTML: sanitised, links within the product, commands with their own element. */

import type { ComponentProps, ReactElement } from 'react';
import { isValidElement } from 'react';
import Markdown from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';
import { z } from 'zod';
import { Scrolled } from '../panel/scrolled.tsx';
import { Command } from './command.tsx';
import { runbookHref } from './links.ts';

/** True if `sh` blocks get a button; never in the section for humans with a change record. */
export type Copying = 'allowed' | 'never';

export function RunbookMarkdown({ text, slug, copying }: { text: string; slug: string; copying: Copying }) {
  return (
    <div className="runbook-text">
      <Markdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={[rehypeSanitize, rehypeSlug]}
        components={{
          a: Anchor,
          pre: (props) => <Block {...props} slug={slug} copying={copying} />,
          table: Table,
        }}
      >
        {text}
      </Markdown>
    </div>
  );
}

function Anchor({ href, children }: ComponentProps<'a'>) {
  return <a href={runbookHref(href)}>{children}</a>;
}

/** A wide table scrolls in its own place, never the page. */
function Table({ children }: ComponentProps<'table'>) {
  return (
    <Scrolled label="A table">
      <table>{children}</table>
    </Scrolled>
  );
}

const codeProps = z.object({ className: z.string().optional(), children: z.string() });

function Block({
  children,
  slug,
  copying,
}: {
  children?: ComponentProps<'pre'>['children'];
  slug: string;
  copying: Copying;
}) {
  const code = codeOf(children);
  if (code === null) return <pre>{children}</pre>;
  if (copying === 'allowed' && code.language === 'sh') return <Command command={code.text} slug={slug} />;
  return <pre className={copying === 'never' ? 'not-to-copy' : undefined}>{children}</pre>;
}

function codeOf(children: unknown): { language: string; text: string } | null {
  if (!isValidElement(children)) return null;
  const element: ReactElement = children;
  const parsed = codeProps.safeParse(element.props);
  if (!parsed.success) return null;
  const language = /(?:^|\s)language-(\S+)/.exec(parsed.data.className ?? '')?.[1] ?? '';
  return { language, text: parsed.data.children.replace(/\n$/, '') };
}
