import { header, type Exchange, type Reply, type ServiceName, type WireRequest } from './exchange';
import { decodeForm } from './query-form';
import { faultOf, queryCode } from './query-error';
import { xmlElement } from './xml';

interface QueryApi {
  readonly service: ServiceName;
  readonly namespace: string;
}

/** Query requests name no service in their body but its API version; the scope breaks no tie. */
const apis: Readonly<Record<string, QueryApi>> = {
  '2010-08-01': {
    service: 'monitoring',
    namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
  },
  '2011-06-15': { service: 'sts', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' },
};

/** The query protocol of older SDKs: `POST /` with a form, answered in XML. */
export function query(request: WireRequest): Exchange | undefined {
  const type = header(request, 'content-type') ?? '';
  const isForm = request.method === 'POST' && type.startsWith('application/x-www-form-urlencoded');
  const isGet = request.method === 'GET' && request.url.searchParams.has('Action');
  if (!isForm && !isGet) return undefined;
  const form = isForm ? request.body.toString('utf8') : request.url.search.slice(1);
  const parameters = new URLSearchParams(form);
  const operation = parameters.get('Action') ?? '';
  const version = parameters.get('Version') ?? '';
  const api = Object.hasOwn(apis, version) ? apis[version] : undefined;
  const namespace = api?.namespace ?? '';
  return {
    service: api?.service,
    operation,
    input: () => decodeForm(form),
    isText: true,
    answer: (output, requestId) => answer(operation, namespace, output, requestId),
    refuse: (error, requestId) => {
      const detail = { Type: faultOf(error), Code: queryCode(error), Message: error.message };
      const body = { Error: detail, RequestId: requestId };
      return document(error.status, 'ErrorResponse', namespace, body, requestId);
    },
  };
}

function answer(operation: string, namespace: string, output: unknown, requestId: string): Reply {
  const result = output === undefined ? {} : { [`${operation}Result`]: output };
  const body = { ...result, ResponseMetadata: { RequestId: requestId } };
  return document(200, `${operation}Response`, namespace, body, requestId);
}

function document(
  status: number,
  root: string,
  namespace: string,
  body: Readonly<Record<string, unknown>>,
  requestId: string,
): Reply {
  const content = Object.entries(body).map(([name, value]) => xmlElement(name, value, 'member'));
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: `<${root} xmlns="${namespace}">${content.join('')}</${root}>`,
  };
}
