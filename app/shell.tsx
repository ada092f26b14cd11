/** The page around every page, with the tools of its head. */

import { ConsolePage, type ConsolePageProps } from '#components/console-page/console-page.tsx';
import { Screenshot } from '#features/screenshot/ui/screenshot.tsx';

export function Shell(props: Omit<ConsolePageProps, 'tools'>) {
  return <ConsolePage {...props} tools={<Screenshot subject={props.subject} />} />;
}
