/** Every path that the console answers, from its own OpenAPI document. It asks for nothing, and runs nothing. */

import { Panel } from '#components/panel/panel.tsx';
import type { OpenApiDocument } from '#lib/documents/open-api.ts';
import { type ListedRoute, schemaText, taggedRoutes } from './routes.ts';

export function ApiPage({ document }: { document: OpenApiDocument }) {
  return (
    <>
      <div>
        <h1 className="page-title">API</h1>
        <p className="faint">
          {document.info.description} As a document:{' '}
          <a className="machine" href="/api/v1/openapi.json">
            /api/v1/openapi.json
          </a>
        </p>
      </div>
      {taggedRoutes(document).map(({ tag, routes }) => (
        <Panel key={tag} id={`api-${tag.replaceAll(' ', '-')}`} title={tag}>
          {routes.map((route) => (
            <Route key={route.path} route={route} />
          ))}
        </Panel>
      ))}
      <Panel id="api-schemas" title="schemas" note="JSON Schema, dialect 2020-12">
        {Object.entries(document.components.schemas).map(([name, schema]) => (
          <details key={name} className="fact" id={`schema-${name}`}>
            <summary>
              <span className="machine">{name}</span>
            </summary>
            <pre className="machine">{schemaText(schema)}</pre>
          </details>
        ))}
      </Panel>
    </>
  );
}

function Route({ route }: { route: ListedRoute }) {
  const { path, summary, description, parameters, answers } = route;
  return (
    <details className="fact" data-testid={`api-${path}`}>
      <summary>
        <span className="machine break-anywhere">GET {path}</span>
        <span className="faint">{summary}</span>
      </summary>
      <p className="faint">{description}</p>
      {parameters.length > 0 && (
        <ul className="api-list">
          {parameters.map(({ name, where, needed, description: says, takes }) => (
            <li key={name}>
              <span className="machine">{name}</span> {says}{' '}
              <span className="faint break-anywhere">
                {where}, {needed ? 'needed' : 'may be left out'}: {takes}
              </span>
            </li>
          ))}
        </ul>
      )}
      <ul className="api-list">
        {answers.map(({ status, says, type, schema }) => (
          <li key={status}>
            <span className="machine">{status}</span> {says} <span className="faint machine">{type}</span>{' '}
            {schema !== null && (
              <a className="machine" href={`#schema-${schema}`}>
                {schema}
              </a>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
