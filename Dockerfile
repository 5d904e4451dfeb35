# Say So in a container: not root, nothing written outside /data, healthy only if /healthz says so.
# The tag names Python and Debian; rebuilding now and then brings their security fixes.

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_NO_INPUT=1
RUN python -m venv /opt/venv
WORKDIR /build
# Only a change of the lock makes this layer anew.
COPY requirements/main.txt requirements/
RUN /opt/venv/bin/python -m pip install --require-hashes --only-binary :all: -r requirements/main.txt
COPY pyproject.toml README.md LICENSE* ./
COPY bot bot
COPY content content
COPY storage storage
RUN /opt/venv/bin/python -m pip install --no-deps --no-build-isolation .

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 sayso \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin sayso \
    && install --directory --owner 10001 --group 10001 --mode 700 /data
COPY --from=build /opt/venv /opt/venv
# Bytecode was compiled when the packages were installed, so a root that cannot be written costs nothing.
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    SAYSO_DATABASE_URL=sqlite+aiosqlite:////data/sayso.db \
    SAYSO_HTTP_LISTEN=127.0.0.1:8081 \
    SAYSO_LOG=json
WORKDIR /app
VOLUME /data
USER 10001:10001
# An opener without proxies: the question must not leave the container, whatever http_proxy says.
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from urllib.request import ProxyHandler, build_opener; build_opener(ProxyHandler({})).open('http://127.0.0.1:8081/healthz', timeout=8)"]
ENTRYPOINT ["sayso"]
CMD ["run"]
