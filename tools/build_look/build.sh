#!/bin/sh
# Builds static/vendor/frontend from the pinned npm packages. Run by hand when a version
# changes (npm ci && npm run build), then commit the result. Homeward itself needs no Node.
set -eu
cd "$(dirname "$0")"
out=../../static/vendor/frontend
rm -rf build && mkdir -p build "$out"

./node_modules/.bin/sass --style=compressed --no-source-map --quiet-deps \
  --load-path=node_modules/@ministryofjustice/frontend \
  --load-path=node_modules/govuk-frontend/dist \
  --load-path=. \
  frontend.scss build/frontend.css
# Asset URLs: the packages' own folders become ours, so that hashed static names still work.
sed -e '/sourceMappingURL/d' -e 's#\(url("\{0,1\}\)\./images/#\1images/#g' build/frontend.css >"$out/frontend.css"

./node_modules/.bin/esbuild frontend.mjs --bundle --minify --format=iife --global-name=HomewardFrontend --target=es2020 \
  --legal-comments=none --outfile=build/frontend.js
sed -e '/sourceMappingURL/d' build/frontend.js >"$out/frontend.js"

mkdir -p "$out/images"
for image in $(grep -o 'url("\{0,1\}images/[a-z0-9-]*\.svg' "$out/frontend.css" | sed 's#.*images/##' | sort -u); do
  cp "node_modules/@ministryofjustice/frontend/moj/assets/images/$image" "$out/images/"
done
rm -rf build

cd ../../static/vendor
find . -type f ! -name SHA256SUMS | sort | xargs sha256sum >SHA256SUMS
