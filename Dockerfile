# The worker (default), the CLI (`node dist/cli/main.js`) and the sandbox (`node dist/sandbox/main.js`) in one image.
# Debian, because Temporal's native module needs glibc.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-fund --no-audit
COPY tsconfig.json tsconfig.build.json ./
COPY scripts/bundle-workflows.mjs scripts/
COPY src src
RUN npm run build
# The native module ships builds for five platforms, about 115 MB more than this one needs; loading it proves it is here.
RUN npm prune --omit=dev \
  && find node_modules/@temporalio/core-bridge/releases -mindepth 1 -maxdepth 1 \
    ! -name "$(uname -m)-unknown-linux-gnu" -exec rm -rf {} + \
  && node -e "require('@temporalio/worker')"

FROM node:24-bookworm-slim
# ca-certificates: TLS to AWS and Temporal Cloud. tini: signals reach the worker, and no zombie stays.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates tini \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o node -g node /var/lib/slipway
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
ENV NODE_ENV=production \
  NODE_OPTIONS=--max-old-space-size=1024 \
  SLIPWAY_EVIDENCE=/var/lib/slipway/evidence
USER node
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "dist/worker/main.js", "--health-port", "8080"]
