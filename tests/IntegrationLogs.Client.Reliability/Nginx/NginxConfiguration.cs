namespace IntegrationLogs.Client.Reliability.Nginx;

/// <summary>nginx in front of a vendor: TLS, HTTP/2 and gzip towards the client, plain HTTP behind.</summary>
internal sealed record NginxConfiguration
{
    /// <summary>How many requests a connection serves.</summary>
    public int RequestsPerConnection { get; init; } = 1000;

    /// <summary>How many requests are let through in a second, evenly; the others get 429 with <c>Retry-After: 1</c>.</summary>
    public int? RequestsPerSecond { get; init; }

    /// <summary>The file, for everything in one folder. What is logged of a request: <see cref="NginxAccess"/>.</summary>
    public string ToText(string folder, int port, Uri upstream) => $$"""
        daemon off;
        worker_processes 1;
        {{(Environment.IsPrivilegedProcess ? $"user {Environment.UserName};" : null)}}
        pid {{folder}}/pid;
        error_log stderr notice;

        events { }

        http {
          log_format access '$connection $server_protocol $status $sent_http_content_encoding';
          access_log {{folder}}/access.log access;
          client_body_temp_path {{folder}}/client;
          proxy_temp_path {{folder}}/proxy;
          fastcgi_temp_path {{folder}}/fastcgi;
          uwsgi_temp_path {{folder}}/uwsgi;
          scgi_temp_path {{folder}}/scgi;

          gzip on;
          gzip_types application/json;
          gzip_min_length 1;

          limit_req_zone $server_name zone=all:1m rate={{RequestsPerSecond ?? 1}}r/s;

          server {
            listen 127.0.0.1:{{port}} ssl http2;
            server_name localhost;
            ssl_certificate {{folder}}/{{NginxServer.CertificateFile}};
            ssl_certificate_key {{folder}}/{{NginxServer.KeyFile}};
            keepalive_requests {{RequestsPerConnection}};

            location / {
              {{(RequestsPerSecond is null ? null : "limit_req zone=all;")}}
              limit_req_status 429;
              error_page 429 @limited;
              proxy_pass {{upstream}};
              proxy_http_version 1.1;
              proxy_set_header Connection "";
            }

            location @limited {
              add_header Retry-After 1 always;
              return 429;
            }
          }
        }
        """;
}
