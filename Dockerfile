# The server with its pages, in one image. To fix the very bytes, add the digest that your registry
# shows to the name below (node:…@sha256:…).
FROM node:24.21.0-bookworm-slim AS project
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

# What runs, without tools. Optional packages would bring a second Node beside the image's.
FROM project AS libraries
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM project AS pages
RUN npm ci --include=dev --ignore-scripts
COPY tsconfig.json vite.config.ts ./
COPY shared shared
COPY client client
RUN npm run build -- --logLevel warn

FROM project AS trame
# Other addresses than loopback bring no demonstration: see HOST in `--help`.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
RUN install --directory --owner=1000 --group=1000 --mode=0700 /data
COPY --from=libraries /app/node_modules node_modules
COPY --from=pages /app/dist dist
COPY shared shared
COPY server server
USER 1000:1000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "server/deploy/healthy.mjs", "http://127.0.0.1:3000/readyz"]
ENTRYPOINT ["node", "server/main.ts"]
