# Built in two steps, so that what runs has no compiler and no cache of packages.
FROM python:3.12-slim AS build
ENV PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /venv
COPY requirements.lock .
RUN /venv/bin/pip install --require-hashes --no-deps -r requirements.lock

FROM python:3.12-slim
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=cms.settings.production \
    DATA_DIR=/srv/data \
    STATIC_ROOT=/srv/static
# Shapes the letters on share cards; without it they are set more plainly.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libfribidi0 \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home site \
    && mkdir -p /srv/data /srv/static \
    && chown site: /srv/data
COPY --from=build /venv /venv
WORKDIR /srv/site
COPY . .
# The values are of no use to anybody: they only let the settings load while the image is built.
RUN SECRET_KEY=build ALLOWED_HOSTS=build BASE_URL=http://build DATABASE_URL=sqlite:////tmp/build \
    DEFAULT_FROM_EMAIL=build@localhost EMAIL_URL=dummymail:// \
    sh -c 'python manage.py compile_catalogues && python manage.py collectstatic --noinput'
USER site
VOLUME /srv/data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", \
    "import socket; socket.create_connection(('127.0.0.1', 8000), 3).close()"]
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "cms.wsgi:application"]
