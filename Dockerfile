# Homeward for real use: web, worker, beat and migrations are one image with different commands.
FROM python:3.11-slim-bookworm AS build
WORKDIR /srv/homeward
RUN python -m venv /opt/homeward
COPY requirements/runtime.lock requirements/
RUN /opt/homeward/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements/runtime.lock
COPY . .
# Settings of production, with nothing real in them, so that the files are those of production.
RUN SECRET_KEY=only-for-building-and-thrown-away-right-afterwards-0123456789 \
    ALLOWED_HOSTS=build DATABASE_URL=postgres://build REDIS_URL=redis://build \
    AUTHORITY_NAME=build FILES_DIR=/tmp EMAIL_HOST=build EMAIL_FROM=build@localhost \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    /opt/homeward/bin/python manage.py collectstatic --noinput \
    && /opt/homeward/bin/python -m compileall -q .

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin homeward \
    && install -d -o homeward -g homeward -m 0700 /srv/files
ENV PATH=/opt/homeward/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production \
    FILES_DIR=/srv/files
WORKDIR /srv/homeward
COPY --from=build /opt/homeward /opt/homeward
COPY --from=build /srv/homeward /srv/homeward
USER 10001
VOLUME /srv/files
EXPOSE 8000
CMD ["gunicorn", "config.wsgi", "--bind", "0.0.0.0:8000", "--preload", "--no-control-socket", \
     "--workers", "4", "--threads", "4", "--max-requests", "2000", "--max-requests-jitter", "200", \
     "--worker-tmp-dir", "/dev/shm"]
