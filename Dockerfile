# Built in one image, run in another: no compiler, no test tools, no root in what runs.
FROM python:3.12-slim-bookworm AS build
WORKDIR /app
RUN apt-get update \
    && apt-get install --yes --no-install-recommends gettext \
    && rm -rf /var/lib/apt/lists/*
COPY pyproject.toml requirements.lock ./
# Everything in the lock is fetched and held against its hash; of that, only what the application itself names (and what
# those need) is installed: the tools of development stay behind.
RUN python -m venv /venv \
    && pip download --quiet --only-binary :all: --require-hashes --requirement requirements.lock --dest /wheels \
    && python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" \
       > runtime.txt \
    && /venv/bin/pip install --no-cache-dir --no-index --find-links /wheels --requirement runtime.txt \
    && rm -r /wheels
COPY . .
RUN for po in locale/*/LC_MESSAGES/*.po; do msgfmt --output-file="${po%.po}.mo" "$po"; done
# collectstatic opens no connection and no seal; the settings only ask that each variable has a value.
RUN VAULT_KEYS="build:$(printf '%043d' 1)=,fingerprint:$(printf '%043d' 2)=" \
    SECRET_KEY=build ALLOWED_HOSTS=build PUBLIC_URL=https://build \
    DATABASE_URL=postgresql://build@build/build REDIS_URL=redis://build \
    DJANGO_SETTINGS_MODULE=pemilu_bpjs.settings.production STATIC_ROOT=/app/staticfiles \
    /venv/bin/python manage.py collectstatic --no-input --verbosity 0

FROM python:3.12-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
       libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-liberation \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data app \
    && install --directory --owner app --group app --mode 0700 /data
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=pemilu_bpjs.settings.production \
    PEMILU_BPJS_HOME=/data
USER app
VOLUME /data
EXPOSE 8000
# Threads wait for the database while others work; workers are replaced now and then, so that no leak lives long.
CMD ["gunicorn", "pemilu_bpjs.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "8", \
     "--max-requests", "5000", "--max-requests-jitter", "500", "--worker-tmp-dir", "/dev/shm", \
     "--no-control-socket"]
