# docker build --tag iaclint . && docker run --rm --volume "$PWD:/work:ro" iaclint check
FROM python:3.13-slim AS build
COPY . /source
RUN python -m venv /opt/iaclint \
    && /opt/iaclint/bin/pip install --no-cache-dir --disable-pip-version-check "/source[all]"

FROM python:3.13-slim
# git finds the root of the repository, and reads the base for --diff.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /opt/iaclint /opt/iaclint
ENV PATH=/opt/iaclint/bin:$PATH
RUN useradd --uid 10001 --create-home iaclint
USER iaclint
WORKDIR /work
ENTRYPOINT ["iaclint"]
CMD ["check"]
