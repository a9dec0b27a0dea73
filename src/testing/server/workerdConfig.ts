// Pure: what workerd reads, https://github.com/cloudflare/workerd/blob/main/src/workerd/server/workerd.capnp

/** A Worker that the bare runtime runs. */
export interface WorkerToRun {
  /** Of its service and its socket. */
  name: string
  /** The built module, by its path from the configuration. */
  script: string
  compatibilityDate: string
  /** Default: one that is free. */
  port?: number
  /** Variables and secrets. */
  variables: Readonly<Record<string, string>>
  /** Classes with SQLite storage, by binding. */
  objects: Readonly<Record<string, string>>
}

/** Each Worker answers at a socket of its own, and all keep their objects in the folder `objects`. */
export function workerdConfig(workers: readonly WorkerToRun[], objects: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    ${workers.map(({ name }) => `(name = ${text(name)}, worker = .${name}),`).join('\n    ')}
    (name = "internet", network = (allow = ["public", "private", "local"], tlsOptions = (trustBrowserCas = true))),
    (name = "objects", disk = (path = ${text(objects)}, writable = true)),
  ],
  sockets = [${workers.map(socket).join(', ')}],
);
${workers.map(worker).join('')}`
}

const socket = ({ name, port = 0 }: WorkerToRun): string =>
  `(name = ${text(name)}, address = "127.0.0.1:${port}", http = (), service = ${text(name)})`

function worker({ name, script, compatibilityDate, variables, objects }: WorkerToRun): string {
  const bindings = [
    ...Object.entries(variables).map(
      ([variable, value]) => `(name = ${text(variable)}, text = ${text(value)})`,
    ),
    ...Object.entries(objects).map(
      ([binding, type]) => `(name = ${text(binding)}, durableObjectNamespace = ${text(type)})`,
    ),
  ]
  const namespaces = Object.values(objects).map(
    (type) => `(className = ${text(type)}, uniqueKey = ${text(type)}, enableSql = true)`,
  )
  return `const ${name} :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed ${text(script)})],
  compatibilityDate = ${text(compatibilityDate)},
  bindings = [
    ${bindings.join(',\n    ')}
  ],
  durableObjectNamespaces = [${namespaces.join(', ')}],
  durableObjectStorage = (localDisk = "objects"),
);
`
}

/** Cap'n Proto's texts are written like JSON's. */
const text = (value: string): string => JSON.stringify(value)
