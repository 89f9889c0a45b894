# A static binary in an empty image, run by an unprivileged user. The store is in the volume /data.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=devel
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /out/graphd ./cmd/graphd \
 && mkdir -p /out/data

FROM scratch
COPY --from=build /out/graphd /graphd
COPY --from=build --chown=65532:65532 /out/data /data
USER 65532:65532
# Large tables are written to temporary files, and the image has no other writable directory.
ENV GRAPHD_DATA=/data GRAPHD_LISTEN=0.0.0.0:8080 TMPDIR=/data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["/graphd", "health", "--server", "http://127.0.0.1:8080"]
ENTRYPOINT ["/graphd"]
CMD ["serve"]
